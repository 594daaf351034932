using System.Globalization;
using Dots.Bench.Load;
using Dots.Bench.Load.Attacks;

try
{
    switch (args)
    {
        case ["run", .. var rest]:
            var options = LoadOptions.Parse(rest);
            var authorization = options.SignsIn ? await PublishRequest.SignInAsync(options.Port) : "";
            using (var run = new LoadRun(options, authorization))
            {
                return run.Run() ? 0 : 3;
            }

        case ["probe", var seconds, .. var rest]:
            using (var probe = new Probe(LoadOptions.Parse(rest)))
            {
                await probe.RunAsync(TimeSpan.FromSeconds(ParseInt(seconds)));
            }

            return 0;

        case ["prepare", var attack, .. var rest]:
            await Attack.Named(attack).PrepareAsync(await Attacker.SignInAsync(LoadOptions.Parse(rest).Port));
            return 0;

        case ["attack", var attack, var seconds, .. var rest]:
            var attacker = await Attacker.SignInAsync(LoadOptions.Parse(rest).Port);
            using (var end = new CancellationTokenSource(TimeSpan.FromSeconds(ParseInt(seconds))))
            {
                await Attack.Named(attack).RunAsync(attacker, end.Token);
            }

            Console.WriteLine($"  {attack}: {string.Join(", ", attacker.Outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"))}");
            return 0;

        case ["replay", var megabytes, .. var rest]:
            ReplayThroughput.Measure(LoadOptions.Parse(rest), ParseInt(megabytes) * 1_000_000L);
            return 0;

        case ["sign-in", var port]:
            Console.WriteLine((await PublishRequest.SignInAsync(ParseInt(port))).TrimEnd());
            return 0;

        case ["comparable", var results, var repetition, var readers]:
            return ResultTable.Read(results).AreComparable(Report.Dots, Report.C, repetition, $"{readers}/") ? 0 : 1;

        case ["report", var results, .. var notes]:
            Report.Write(results, notes, Console.Out);
            return 0;

        default:
            await Console.Error.WriteLineAsync("Usage, see bench/README.md: run OPTIONS PHASE... | prepare ATTACK OPTIONS | attack ATTACK SECONDS OPTIONS | probe SECONDS OPTIONS "
                + "| replay MEGABYTES OPTIONS | sign-in PORT | comparable RESULTS REPETITION READERS | report RESULTS NOTE...");
            return 1;
    }
}
catch (Exception exception) when (exception is ArgumentException or FormatException or TimeoutException
    or InvalidOperationException or System.IO.IOException or HttpRequestException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

static int ParseInt(string text) => int.Parse(text, CultureInfo.InvariantCulture);
