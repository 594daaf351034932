using System.IO;
using System.Reflection;
using Dots.Pictures;
using Dots.Streams.Tests.Server;
using Microsoft.Playwright;

if (args is not [var folder])
{
    Console.Error.WriteLine("Say which folder the pictures go to.");
    return 2;
}

var program = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
    .Select(directory => Path.Combine(directory, "chromium"))
    .FirstOrDefault(File.Exists);
if (program is null)
{
    Console.Error.WriteLine("Chromium was not found: install chromium.");
    return 1;
}

var webRoot = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "WebRoot").Value;
await using var server = await DotsProcess.StartAsync($"webRoot={webRoot}", "Boards:Starters=false");
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new()
{
    ExecutablePath = program,
    Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
await new Album(browser, server.Address, folder).TakeAllAsync();
return 0;
