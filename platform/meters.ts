type Labels<L extends string> = Record<L, string>;
export type Rows = readonly (readonly [Labels<string>, number])[];

/** A gauge over the figures of a part. */
export interface Figure<F> {
  name: string;
  help: string;
  labels: readonly string[];
  rows(figures: F): Rows;
}

/** What a part counts and measures. Labels hold names of code and of settings, never of people. */
export interface Meters {
  counter<L extends string>(
    name: string,
    help: string,
    labels: readonly L[],
  ): (labels: Labels<L>, by?: number) => void;
  /** @param buckets Upper bounds, in the unit that the name ends in. */
  histogram<L extends string>(
    name: string,
    help: string,
    labels: readonly L[],
    buckets: readonly number[],
  ): (labels: Labels<L>, value: number) => void;
  /** A gauge of what this process knows at a scrape. Several parts may tell the same one. */
  state(name: string, help: string, labels: readonly string[], read: () => Rows | Promise<Rows>): void;
  /** Gauges of what the database knows: asked at a scrape, at most every 15 s. */
  figures<F>(part: string, read: () => Promise<F>, gauges: readonly Figure<F>[]): void;
  /** Memory, event loop and garbage of this process. */
  process(): void;
}

/** No one reads them: nothing is counted. */
export const noMeters: Meters = {
  counter: () => () => {},
  histogram: () => () => {},
  state: () => {},
  figures: () => {},
  process: () => {},
};
