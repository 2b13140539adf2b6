import { listOrders, type orderRow } from "@kept/contract";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { client } from "../app/client.js";

export type Order = z.output<typeof orderRow>;

/** The register, for its screen and for what is due today. */
export const orders = queryOptions({
  queryKey: ["orders"],
  queryFn: ({ signal }) => client.call(listOrders, {}, { signal }),
});
