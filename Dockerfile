# One image for every app; which one runs is its command: node dist/apps/police/main.js
FROM node:20-slim
WORKDIR /srv/case-chain
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY package.json package-lock.json .swcrc ./
COPY scripts scripts
# Not `npm ci`: the lock names no packages that only other systems need, and `npm ci` refuses that.
RUN npm install --no-save --include=dev --no-audit --no-fund
COPY apps apps
COPY libs libs
COPY migrations migrations
RUN node scripts/build.mjs && mkdir .data && chown node .data
USER node
CMD ["node", "--enable-source-maps", "dist/apps/gateway/main.js"]
