import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { I18nProvider } from "react-aria-components";
import { LanguageProvider, useLanguage } from "../kit/language.js";
import { ToastProvider } from "../kit/toast.js";
import { StepUpProvider } from "../sign-in/step-up.js";
import { queries } from "./queries.js";
import { router } from "./router.js";

/** The whole console: its words, its data and its screens. */
export function Console() {
  return (
    <LanguageProvider>
      <Translated />
    </LanguageProvider>
  );
}

function Translated() {
  const { language } = useLanguage();
  return (
    <I18nProvider locale={language === "vi" ? "vi-VN" : "en-GB"}>
      <QueryClientProvider client={queries}>
        <ToastProvider>
          <StepUpProvider>
            <RouterProvider router={router} />
          </StepUpProvider>
        </ToastProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}
