# One image for every role; KEPT_ROLES says which it takes. It expects a PostgreSQL (DATABASE_URL) and a proxy that ends TLS
# (KEPT_TRUSTED_PROXY): compose.yaml has both.

FROM node:24-bookworm-slim AS build
WORKDIR /kept
COPY . .
RUN npm ci --ignore-scripts --loglevel=error && node tools/ready.mjs

# What runs: the server, the command line and what they import; no compiler, no bundler, no embedded database, no second Node.
FROM node:24-bookworm-slim AS modules
WORKDIR /kept
COPY package.json package-lock.json .npmrc ./
COPY contract/package.json contract/
COPY language/package.json language/
COPY server/package.json server/
COPY console/package.json console/
COPY sdk/package.json sdk/
COPY cli/package.json cli/
RUN npm ci --ignore-scripts --omit=dev --omit=optional --workspace=server --workspace=cli --loglevel=error

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    KEPT_POLICIES=/kept/policies \
    KEPT_DATA=/var/lib/kept/data \
    KEPT_KEYS=/var/lib/kept/keys \
    KEPT_LEDGER=/var/lib/kept/ledger
# Three roots, so that a backup of one never holds another: mount each on its own.
RUN useradd --system --uid 10001 --user-group --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin kept \
    && install -d -o kept -g kept -m 0700 /var/lib/kept/data /var/lib/kept/keys /var/lib/kept/ledger /var/lib/kept/backups
WORKDIR /kept
COPY --from=modules /kept ./
COPY --from=build /kept/contract/dist contract/dist
COPY --from=build /kept/language/dist language/dist
COPY --from=build /kept/sdk/dist sdk/dist
COPY --from=build /kept/cli/dist cli/dist
COPY --from=build /kept/server/dist server/dist
COPY --from=build /kept/console/dist console/dist
COPY server/assets server/assets
COPY server/migrations server/migrations
COPY cli/bin cli/bin
COPY policies policies
USER 10001:10001
VOLUME ["/var/lib/kept/data", "/var/lib/kept/keys", "/var/lib/kept/ledger", "/var/lib/kept/backups"]
EXPOSE 4000
STOPSIGNAL SIGTERM
# A worker alone has no port; then the health of its process is its own.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["node", "-e", "if (/web/.test(process.env.KEPT_ROLES ?? 'web')) fetch(`http://127.0.0.1:${process.env.PORT ?? 4000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/main.js"]
