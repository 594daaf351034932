using System.Text;
using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Web.Controllers;
using Dots.Web.Identity;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting;

/// <summary>
/// The accounts of administrators. The API does not register the names in <c>Admins</c>, because the first client to do so would become an
/// administrator; the operator creates these accounts with the command <c>create-admin NAME</c>.
/// </summary>
internal static partial class AdministratorAccounts
{
    private const string Command = "create-admin";
    private const string Usage = $"Usage: {Command} NAME [--SETTING VALUE ...], with the password on the standard input.";

    public static bool IsCommand(string[] args) => args is [Command, ..];

    /// <summary>Creates the account, on the database of a server that may be running, with a password from the standard input.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="SettingException">A setting, or the database, cannot be used.</exception>
    public static async Task<int> CreateAsync(string[] args)
    {
        if (args is not [Command, [not '-', ..] username, .. var settings])
        {
            await Console.Error.WriteLineAsync(Usage);
            return 1;
        }

        await using var app = DotsServer.Build(["--Logging:LogLevel:Default=Warning", .. settings]);
        var password = ReadPassword();
        if (password.Length > AuthController.MaxPasswordLength)
        {
            await Console.Error.WriteLineAsync($"The password may have at most {AuthController.MaxPasswordLength} characters.");
            return 1;
        }

        // The starter boards first: they are only created while there is no account.
        await app.PrepareAsync();
        await app.SeedAsync();
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var user = await scope.ServiceProvider.GetRequiredService<IAccounts>().RegisterAsync(username, password, null, default);
            await Console.Out.WriteLineAsync(scope.ServiceProvider.GetRequiredService<IAdministrators>().Contains(user.Username)
                ? $"{user.Username} can sign in as an administrator."
                : $"{user.Username} can sign in, and is an administrator of servers that name it in the setting Admins.");
            return 0;
        }
        catch (Exception exception) when (exception is ValidationException or RequestException or OverloadedException)
        {
            await Console.Error.WriteLineAsync(exception is ValidationException invalid
                ? string.Join(' ', invalid.Errors.Select(error => error.ErrorMessage))
                : exception.Message);
            return 1;
        }
    }

    /// <summary>Warns of names in <c>Admins</c> without an account.</summary>
    public static async Task WarnOfMissingAdministratorsAsync(this WebApplication app)
    {
        var names = app.Services.GetRequiredService<IOptions<AdministratorOptions>>().Value.Admins;
        await using var scope = app.Services.CreateAsyncScope();
        var existing = await scope.ServiceProvider.GetRequiredService<IUserDirectory>().FindManyAsync(names, default);
        foreach (var name in names.Where(name => !existing.ContainsKey(name)))
        {
            LogMissing(app.Logger, name, Command);
        }
    }

    private static string ReadPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? "";
        }

        Console.Error.Write("Password: ");
        var password = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                password.Append(key.KeyChar);
            }
            else if (password.Length > 0)
            {
                password.Length--;
            }
        }

        Console.Error.WriteLine();
        return password.ToString();
    }

    [LoggerMessage(LogLevel.Warning, "Admins names {Name}, who has no account yet; the command {Command} {Name} creates it")]
    private static partial void LogMissing(ILogger logger, string name, string command);
}
