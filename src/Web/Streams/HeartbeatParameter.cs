using System.Globalization;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Web.Streams;

/// <summary>
/// <c>?heartbeat=</c>, by which a client requests heartbeats at an interval. A client that receives none for longer knows that its
/// connection is dead, which neither comments nor pings show to a browser's scripts.
/// </summary>
internal static class HeartbeatParameter
{
    public const string Name = "heartbeat";
    public const int MinSeconds = 5;
    public const int MaxSeconds = 60;

    /// <returns>The interval in seconds; 0 if heartbeats are not requested.</returns>
    /// <exception cref="ValidationException">The value is not a whole number within the bounds.</exception>
    public static int Read(HttpRequest request)
    {
        var text = request.Query[Name].ToString();
        if (text.Length == 0)
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= MinSeconds and <= MaxSeconds
            ? seconds
            : throw new ValidationException(
                [new ValidationFailure(Name, $"Must be a whole number of seconds from {MinSeconds} to {MaxSeconds}, or omitted.")]);
    }
}
