#!/bin/bash
# Runs once, when the database is made: the server's own login owns nothing, and takes the roles that migrations make.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username postgres --dbname kept -v password="$KEPT_LOGIN_PASSWORD" <<'SQL'
create role kept login noinherit password :'password';
revoke all on database kept from public;
grant connect on database kept to kept;
SQL
