import { type Language, say, type Text } from "@kept/language";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { rememberedLanguage, rememberLanguage } from "./theme.js";

export type { Both, Language, Text } from "@kept/language";

interface Spoken {
  readonly language: Language;
  readonly speak: (language: Language) => void;
}

const SpokenContext = createContext<Spoken>({ language: "vi", speak: () => {} });

/** Vietnamese until someone chooses English in this browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(rememberedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(
    () => ({
      language,
      speak: (to: Language) => {
        rememberLanguage(to);
        setLanguage(to);
      },
    }),
    [language],
  );
  return <SpokenContext value={spoken}>{children}</SpokenContext>;
}

export function useLanguage(): Spoken {
  return useContext(SpokenContext);
}

/** Says a text in the language chosen: `say(words.save)`. */
export function useSay(): (text: Text) => string {
  const { language } = useLanguage();
  return (text) => say(text, language);
}
