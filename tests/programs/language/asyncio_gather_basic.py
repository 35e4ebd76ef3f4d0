import asyncio


async def cook(dish, minutes):
    print("start", dish)
    for _ in range(minutes):
        await asyncio.sleep(0)
    print("done", dish)
    return f"{dish} ({minutes})"


async def main():
    results = await asyncio.gather(cook("rice", 4), cook("soup", 1), cook("tea", 2))
    print(results)
    single = await cook("toast", 1)
    print(single)


asyncio.run(main())
