import type { Child } from "hono/jsx";
import { Icon } from "./icon.js";

/** Tells what has just happened, and what comes next. `care`: something the person should look at. */
export function Told({ title, care, children }: { title: string; care?: boolean; children?: Child }) {
  return (
    <div class={care ? "told care" : "told"} role="status">
      <Icon name={care ? "info" : "check"} />
      <div>
        <h2>{title}</h2>
        {children}
      </div>
    </div>
  );
}

/** Stands where nothing is yet: says what will appear here, and when. */
export function Empty({ title, children }: { title: string; children?: Child }) {
  return (
    <div class="empty">
      <p>
        <b>{title}</b>
      </p>
      {children && <div class="soft">{children}</div>}
    </div>
  );
}
