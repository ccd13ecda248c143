/**
 * For how long a handler waits before the person hears something, in ms. Slack waits 3 s for the acknowledgement of a
 * command, a press or a form, and a trigger opens a form for 3 s; the rest is for the way back.
 */
export const deadlines = {
  /** A press that records something: then the person is told that it takes longer, so that no press looks unheard. */
  silence: 1500,
  /** Reading what a form is filled with, before its trigger is too old. */
  look: 1500,
  /** The same where another step follows within the same 3 s. */
  firstLook: 1200,
  /** Reading a document that is shown in a window: all that its trigger allows. */
  longLook: 2000,
  /** A form that saves something: it is answered with a fault, or closes. */
  form: 2400,
  /** A form whose work goes on behind a sentence that takes its place. */
  formWork: 2600,
  /** The same where a large file is read, which keeps the process from answering at once. */
  largeFile: 1000,
  /** A command that stops or resumes sending: two calls in a row. */
  switch: 2000,
  /** Storing a job or a proposal. */
  start: 2500,
  /** A command that stores several documents, each of them in `start`. */
  severalStarts: 2700,
} as const;
