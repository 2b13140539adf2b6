import { listOrganisations } from "@kept/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Text } from "../kit/language.js";
import { client } from "./client.js";

/** The organisations that live here, with their names. */
export const organisations = queryOptions({
  queryKey: ["organisations"],
  queryFn: ({ signal }) => client.call(listOrganisations, {}, { signal }),
  staleTime: 10 * 60_000,
});

/** The name of an organisation; its address until the name is known. */
export function useOrganisationName(slug: string): Text {
  const list = useQuery(organisations);
  const found = list.data?.organisations.find((o) => o.slug === slug);
  return found ? { vi: found.name_vi, en: found.name_en } : { vi: slug, en: slug };
}
