using Dots.Web.Hosting;

try
{
    if (AdministratorAccounts.IsCommand(args))
    {
        return await AdministratorAccounts.CreateAsync(args);
    }

    await using var app = DotsServer.Build(args);
    await app.PrepareAsync();
    await app.SeedAsync();
    await app.WarnOfMissingAdministratorsAsync();
    await app.ServeAsync();
    return 0;
}
catch (SettingException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
