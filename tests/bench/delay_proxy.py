# SPDX-License-Identifier: Apache-2.0
"""A TCP proxy in a process of its own that holds back all bytes for half a round trip."""
import asyncio
import multiprocessing


class DelayProxy:
    """`with DelayProxy(port, 0.030) as proxy`: proxy.port leads to `port`, 30 ms farther away."""

    def __init__(self, port, round_trip):
        receiving, sending = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.Process(
            target=_serve, args=(port, round_trip / 2, sending), daemon=True)
        self.process.start()
        self.port = receiving.recv()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.join()


def _serve(port, delay, tell):
    async def pump(reader, writer):
        loop = asyncio.get_running_loop()
        while data := await reader.read(1 << 18):
            loop.call_later(delay, writer.write, data)
        loop.call_later(delay, writer.close)

    async def accept(reader, writer):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer),
                             return_exceptions=True)

    async def main():
        server = await asyncio.start_server(accept, "127.0.0.1", 0)
        tell.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())
