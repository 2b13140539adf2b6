import { Refused } from "@kept/sdk";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { I18nProvider } from "react-aria-components";
import { LanguageProvider, useLanguage } from "../kit/language.js";
import { ToastProvider } from "../kit/toast.js";
import { StepUpProvider } from "../sign-in/step-up.js";
import { router } from "./router.js";
import { session } from "./session.js";

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
            <RouterProvider router={router} context={{ queries }} />
          </StepUpProvider>
        </ToastProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** A session that ended while a screen was open: the shell asks who is there, and so comes to sign-in. */
const signedOut = (error: unknown) => {
  if (error instanceof Refused && error.code === "access.signed_out") void queries.resetQueries({ queryKey: session.queryKey });
};

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => query.queryKey[0] !== "session" && signedOut(error) }),
  mutationCache: new MutationCache({ onError: signedOut }),
  // The client itself tries again where that may help; a refusal is final.
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false }, mutations: { retry: false } },
});
