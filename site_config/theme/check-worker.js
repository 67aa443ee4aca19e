/* Keeps the page "Check my item" and what it has fetched, so that it works without a network after a first visit.
   The network always comes first: a kept answer is used only where there is none, and it says from when it is. */
"use strict";
const PAGE = "check-page", INDEX = "check-index", MOST = 300;
const ASSETS = ["assets/bulletins.css", "assets/parts.css", "assets/site.js", "assets/identifiers.js", "assets/check.js", "assets/favicon.svg"]
  .map((file) => new URL(file, self.location).href);
const FILES = new URL("check/index/", self.location).href;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(PAGE).then((cache) => cache.addAll([self.registration.scope, ...ASSETS])));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const address = event.request.url.split(/[?#]/)[0];
  if (event.request.method !== "GET") return;
  if (address.startsWith(FILES)) event.respondWith(answer(event, address, INDEX));
  else if (address === self.registration.scope || ASSETS.includes(address)) event.respondWith(answer(event, address, PAGE));
});

async function answer(event, address, store) {
  const cache = await caches.open(store);
  try {
    const response = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
    if (response.ok) event.waitUntil(put(cache, address, response.clone()));
    return response;
  } catch (error) {
    const kept = await cache.match(address);
    if (!kept) throw error;
    return kept;
  }
}

async function put(cache, address, response) {
  const headers = new Headers(response.headers);
  headers.set("X-Kept", new Date().toISOString());
  await cache.put(address, new Response(await response.blob(), { status: response.status, headers: headers }));
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST))) await cache.delete(old);
}
