import type { Child } from "hono/jsx";
import { Icon } from "./icon.js";
import type { IconName } from "./symbols.js";

export type ButtonProps = {
  /** One `main` per view: the next right step. Agreeing and refusing are two `quiet` ones. */
  kind?: "main" | "quiet" | "danger";
  icon?: IconName;
  /** A link that looks like a button; left out, it sends the form. */
  href?: string;
  name?: string;
  value?: string;
  /** Sends the form elsewhere. */
  action?: string;
  /** Id of the text that says why it cannot be pressed now. The server refuses as well. */
  refusedBy?: string;
  children?: Child;
};

/** What can be pressed. */
export function Button({ kind = "main", icon, href, name, value, action, refusedBy, children }: ButtonProps) {
  const look = kind === "main" ? "btn" : `btn ${kind}`;
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  );
  if (href !== undefined) {
    return (
      <a class={look} href={href}>
        {inside}
      </a>
    );
  }
  const disabled = refusedBy
    ? ({ "aria-disabled": "true", "aria-describedby": refusedBy, type: "button" } as const)
    : ({ type: "submit" } as const);
  return (
    <button class={look} name={name} value={value} formaction={action} {...disabled}>
      {inside}
    </button>
  );
}
