using System.Globalization;
using Dots.Bench.Load;

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

        case ["sign-in", var port]:
            Console.WriteLine((await PublishRequest.SignInAsync(int.Parse(port, CultureInfo.InvariantCulture))).TrimEnd());
            return 0;

        case ["comparable", var results, var repetition, var readers]:
            return ResultTable.Read(results).AreComparable(Report.Dots, Report.C, repetition, $"{readers}/") ? 0 : 1;

        case ["report", var results, .. var notes]:
            Report.Write(results, notes, Console.Out);
            return 0;

        default:
            await Console.Error.WriteLineAsync("Usage, see bench/README.md: run OPTIONS PHASE... | sign-in PORT | comparable RESULTS REPETITION READERS | report RESULTS NOTE...");
            return 1;
    }
}
catch (Exception exception) when (exception is ArgumentException or FormatException or TimeoutException
    or InvalidOperationException or System.IO.IOException or HttpRequestException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
