import type { LinkProps } from "@tanstack/react-router";
import type { IconName } from "../../kit/icon.js";
import type { Both } from "../../kit/language.js";

/** Something that waits for someone, with the way to it. */
export interface Due {
  readonly key: string;
  readonly tone: "broken" | "risk" | "soft";
  readonly icon: IconName;
  readonly head: Both;
  readonly text: Both;
  /** A screen of the console, as its route is declared. */
  readonly to: NonNullable<LinkProps["to"]>;
  readonly deed: Both;
}
