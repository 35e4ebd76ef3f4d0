"""Crawls a site that is a dictionary, three pages at a time, no page twice."""
import asyncio
import re

SITE = {
    "/": "home <a href='/about'> <a href='/blog'> <a href='http://elsewhere/'>",
    "/about": "about us <a href='/'> <a href='/team'>",
    "/blog": "posts <a href='/blog/1'> <a href='/blog/2'> <a href='/missing'>",
    "/blog/1": "first <a href='/blog/2'> <a href='/'>",
    "/blog/2": "second <a href='/blog/1'> <a href='/broken'>",
    "/team": "people",
    "/broken": None,
}


class FetchError(Exception):
    status = 0


class NotFound(FetchError):
    status = 404


class ServerError(FetchError):
    status = 500


async def fetch(url):
    await asyncio.sleep(0)
    try:
        body = SITE[url]
    except KeyError:
        raise NotFound(url) from None
    if body is None:
        raise ServerError(url)
    return body


class Crawler:
    LINK = re.compile(r"href='(?P<link>[^']+)'")

    def __init__(self, root, *, workers=3, retries=2):
        self.queue = asyncio.Queue()
        self.seen = {root}
        self.pages, self.errors = {}, {}
        self.tries = 0
        self._workers, self._retries = workers, retries
        self.queue.put_nowait((root, 0))

    async def run(self):
        tasks = [asyncio.create_task(self._work()) for _ in range(self._workers)]
        await self.queue.join()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return self

    async def _work(self):
        while True:
            url, depth = await self.queue.get()
            try:
                await self._visit(url, depth)
            finally:
                self.queue.task_done()

    async def _visit(self, url, depth):
        for attempt in range(1, self._retries + 1):
            self.tries += 1
            try:
                body = await fetch(url)
                break
            except NotFound as e:
                self.errors[url] = e.status
                return
            except FetchError as e:
                self.errors[url] = f"{e.status} after {attempt}"
        else:
            return
        links = [m["link"] for m in self.LINK.finditer(body)]
        self.pages[url] = depth, len(links)
        for link in links:
            if link.startswith("/") and link not in self.seen:
                self.seen.add(link)
                self.queue.put_nowait((link, depth + 1))


crawler = asyncio.run(Crawler("/").run())
for url, (depth, links) in sorted(crawler.pages.items()):
    print(f"{'  ' * depth}{url} ({links} links)")
print(crawler.errors, crawler.tries, len(crawler.seen))
