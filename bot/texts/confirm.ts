/** What is asked before a press counts. */
export interface Confirm {
  title: string;
  text: string;
  confirm: string;
  deny: string;
}
