import { z } from 'zod';
import { errorTypes, errorTypesV2 } from './provider-error.ts';
import type { Call } from './shapes.ts';

export const faultShape = z.strictObject({
  /** A kind of call, `write`, `read` or `*`. */
  on: z.string().max(40).default('write'),
  account_id: z.string().optional(),
  /** Public identifier or provider id. */
  lead: z.string().optional(),
  /** How many calls it hits; a burst of 404 is `{error: "resource_not_found", count: 8}`. */
  count: z.number().int().min(1).max(10_000).default(1),
  /** A type of Unipile's errors: v1's without `errors/`, V2's with who threw it. */
  error: z
    .string()
    .refine(
      (type) => errorTypes.includes(type) || errorTypesV2.includes(type),
      'a type of Unipile, e.g. request_timeout in v1 and provider/timeout in V2',
    )
    .optional(),
  /** The connection is cut instead of an answer. */
  cut: z.boolean().default(false),
  /** 201 without ids. */
  null_ids: z.boolean().default(false),
  /** 200 with withheld sections (profiles). */
  partial: z.boolean().default(false),
  /** V2: the profile of another member, with 200. */
  other: z.boolean().default(false),
  /** V2: the first page of a list, also where another one was asked for. */
  repeats: z.boolean().default(false),
  /** The work is done first, then the fault strikes: the caller cannot know. */
  commit: z.boolean().default(false),
  /** Real time between the work and the answer, to be killed in. */
  delay_ms: z.number().int().min(0).max(120_000).default(0),
});
export type Fault = z.infer<typeof faultShape>;

/** What a test wants to go wrong next; memory only. */
export function createFaults() {
  let list: Fault[] = [];
  return {
    add: (fault: Fault): void => void list.push({ ...fault }),
    clear(): void {
      list = [];
    },
    list: (): Fault[] => list.map((fault) => ({ ...fault })),
    /** The fault that this call meets, counted down. */
    take(call: Call, isWrite: boolean): Fault | undefined {
      const fault = list.find((f) => {
        const kinds = ['*', call.kind, isWrite ? 'write' : 'read'];
        if (!kinds.includes(f.on)) return false;
        if (f.account_id !== undefined && f.account_id !== call.account_id) return false;
        return f.lead === undefined || f.lead === call.lead || f.lead === call.person_id;
      });
      if (!fault) return undefined;
      fault.count -= 1;
      list = list.filter((f) => f.count > 0);
      return fault;
    },
  };
}
export type Faults = ReturnType<typeof createFaults>;
