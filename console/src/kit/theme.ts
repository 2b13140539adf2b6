/** A choice of this browser, not of a person: kept beside the page, and read back as untrusted. */
function remembered(key: string, allowed: readonly string[]): string | undefined {
  try {
    const said = localStorage.getItem(key);
    return said !== null && allowed.includes(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage may be closed to us; the choice then lasts as long as the page.
  }
}

export type Theme = "system" | "light" | "dark";

export function theme(): Theme {
  const said = remembered("kept.theme", ["light", "dark"]);
  return said === "light" || said === "dark" ? said : "system";
}

/** Sets the look that was chosen; `system` follows the device. */
export function applyTheme(chosen: Theme = theme()): void {
  const root = document.documentElement;
  if (chosen === "system") delete root.dataset.theme;
  else root.dataset.theme = chosen;
}

export function chooseTheme(chosen: Theme): void {
  remember("kept.theme", chosen === "system" ? undefined : chosen);
  applyTheme(chosen);
}

export function rememberedLanguage(): "vi" | "en" {
  return remembered("kept.language", ["vi", "en"]) === "en" ? "en" : "vi";
}

export function rememberLanguage(language: "vi" | "en"): void {
  remember("kept.language", language);
}
