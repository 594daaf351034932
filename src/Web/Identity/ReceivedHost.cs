namespace Dots.Web.Identity;

/// <summary>
/// The header field Host as it was received, where the framework cannot read it: <see cref="HttpRequest.Host"/> converts a name that begins
/// with <c>xn--</c> to Unicode, and throws as soon as it is to be written in an address, if the name is not what the result converts to.
/// Browsers send any name that DNS resolves.
/// </summary>
internal sealed record ReceivedHost(string Value)
{
    private const string AsciiPrefix = "xn--";

    public static string Of(HttpRequest request) =>
        request.HttpContext.Features.Get<ReceivedHost>()?.Value ?? request.Headers.Host.ToString();

    /// <summary>Must come before everything that builds addresses, such as the challenge to sign in.</summary>
    public static void Use(IApplicationBuilder app) =>
        app.Use(next => context =>
        {
            var headers = context.Request.Headers;
            if (headers.Host.ToString() is var host && host.Contains(AsciiPrefix, StringComparison.OrdinalIgnoreCase) && !IsConvertible(context.Request))
            {
                context.Features.Set(new ReceivedHost(host));
                headers.Host = "";
            }

            return next(context);
        });

    private static bool IsConvertible(HttpRequest request)
    {
        try
        {
            _ = request.Host.ToUriComponent();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
