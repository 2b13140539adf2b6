import type { FormEvent, ReactNode } from "react";
import { Form } from "react-aria-components";
import { Faults, faultsOf } from "./fault.js";
import { Trouble } from "./note.js";

interface Props {
  readonly error?: unknown;
  readonly onSend: (data: FormData) => void;
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A form whose faults, as the server names them, stand at their fields until it is sent again: one that went while somebody still types
 * would move the button away under their pointer. What belongs to no field stands at the top.
 */
export function Sheet({ error, onSend, label, className = "sheet-form", children }: Props) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSend(new FormData(event.currentTarget));
  };
  return (
    <Form className={className} validationBehavior="aria" onSubmit={send} {...(label ? { "aria-label": label } : {})}>
      <Trouble error={error} />
      <Faults value={faultsOf(error)}>{children}</Faults>
    </Form>
  );
}

/** A text of a form, trimmed at its ends; empty where there is none. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A text of a form exactly as typed: a password may begin or end with a space. */
export function rawOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
