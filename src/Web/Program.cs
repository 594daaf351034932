using Dots.Web;
using Dots.Web.Configuration;
using Microsoft.AspNetCore.Connections;

try
{
    await using var app = DotsServer.Build(args);
    await app.PrepareAsync();
    await app.WelcomeAsync();
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is SettingException or System.IO.IOException { InnerException: AddressInUseException })
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
