using Dots.Web.Hosting;

try
{
    await using var app = DotsServer.Build(args);
    await app.PrepareAsync();
    await app.SeedAsync();
    await app.ServeAsync();
    return 0;
}
catch (SettingException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
