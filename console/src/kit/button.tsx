import type { MouseEvent, ReactNode } from "react";
import { Icon, type IconName } from "./icon.js";

interface Props {
  readonly kind?: "main" | "quiet" | "danger";
  readonly type?: "button" | "submit";
  readonly icon?: IconName;
  /** At work: it stays where it is, keeps the focus and does nothing more. */
  readonly busy?: boolean;
  /** Id of the words that say why it cannot be pressed now. */
  readonly blockedBy?: string | undefined;
  readonly onPress?: () => void;
  readonly label?: string;
  readonly children: ReactNode;
}

/** A button. One that cannot be pressed stays readable, keeps its place in the tab order and points to the reason. */
export function Button({ kind = "quiet", type = "button", icon, busy = false, blockedBy, onPress, label, children }: Props) {
  const off = busy || blockedBy !== undefined;
  const press = (event: MouseEvent) => {
    if (off) event.preventDefault();
    else onPress?.();
  };
  return (
    <button
      className={kind === "main" ? "btn" : `btn ${kind}`}
      type={type}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={blockedBy}
      aria-label={label}
      onClick={press}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
