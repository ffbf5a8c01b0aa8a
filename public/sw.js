// Shows what Kith tells while no page of it is open, and leads there.
self.addEventListener("push", (event) => {
  let news = {};
  try {
    news = event.data.json();
  } catch {
    // What cannot be read is shown as news without words.
  }
  event.waitUntil(
    self.registration.showNotification(news.title || "Kith", {
      body: news.body || "",
      tag: news.tag,
      data: { link: news.link || "/notifications" },
      icon: "/favicon.svg",
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const link = new URL(event.notification.data.link, self.location.origin);
  if (link.origin === self.location.origin) {
    event.waitUntil(self.clients.openWindow(link.href));
  }
});
