using System.IO;
using System.Reflection;
using Dots.Pictures;
using Dots.Testing.Servers;
using Microsoft.Playwright;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: Pictures FOLDER");
    return 2;
}

var chromium = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
    .Select(directory => Path.Combine(directory, "chromium"))
    .FirstOrDefault(File.Exists);
if (chromium is null)
{
    Console.Error.WriteLine("Chromium was not found: install chromium.");
    return 1;
}

var webRoot = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "WebRoot").Value;
await using var server = await DotsProcess.StartAsync($"webRoot={webRoot}", "Boards:SeedStarters=false");
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new()
{
    ExecutablePath = chromium,
    Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
await new Screenshots(browser, server.Address, folder).CaptureAllAsync();
return 0;
