namespace Dots.WebSockets.Tests;

internal static class Accounts
{
    /// <returns>An access token of a new account.</returns>
    public static async Task<string> TokenAsync(this DotsApp app, string username)
    {
        var (http, _) = await app.SignInAsync(username);
        using (http)
        {
            return http.DefaultRequestHeaders.Authorization!.Parameter!;
        }
    }
}
