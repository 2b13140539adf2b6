import { Refused } from "@kept/sdk";
import { useMutation } from "@tanstack/react-query";
import type { Both } from "../kit/language.js";
import { useTell } from "../kit/toast.js";
import { useProve } from "../sign-in/step-up.js";

interface Options<I, O> {
  readonly work: (input: I) => Promise<O>;
  readonly done?: (answer: O, input: I) => void;
  /** What is said when it is done; left out where the screen itself shows it. */
  readonly said?: (answer: O, input: I) => { readonly text: Both; readonly undo?: () => void };
}

export interface Sending<I> {
  readonly send: (input: I) => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly reset: () => void;
}

/** Carries out a change: where it needs a fresh proof of who is there, asks for the proof and goes on. */
export function useSend<I, O>({ work, done, said }: Options<I, O>): Sending<I> {
  const prove = useProve();
  const tell = useTell();
  const mutation = useMutation({
    mutationFn: async (input: I) => {
      try {
        return await work(input);
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== "access.step_up") throw error;
        if (!(await prove())) throw error;
        return work(input);
      }
    },
    onSuccess: (answer, input) => {
      done?.(answer, input);
      if (said) tell(said(answer, input));
    },
  });
  return { send: mutation.mutate, busy: mutation.isPending, error: mutation.error, reset: mutation.reset };
}
