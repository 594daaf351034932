using System.Net;

namespace Dots.Streams.Tests;

/// <summary>What a server does while its database cannot be written to.</summary>
internal static class WriteFaults
{
    /// <summary>No write is needed for the server to notice.</summary>
    public static Task UntilReadyIsAsync(HttpClient http, HttpStatusCode expected) => Waiting.UntilAsync(
        async () =>
        {
            using var ready = await http.GetAsync("/health/ready");
            return ready.StatusCode == expected;
        },
        $"/health/ready answers {expected}");

    public static async Task<Guid> CreateActivityAsync(Uri server, TestAccount user)
    {
        using var http = new HttpClient { BaseAddress = server, DefaultRequestHeaders = { Authorization = new("Bearer", user.AccessToken) } };
        return await http.CreateActivityAsync();
    }

    /// <summary>A signed-in user can follow an activity although their presence cannot be saved, and is present once it can.</summary>
    public static async Task FollowWithoutPresenceAsync(HttpClient http, TestAccount user, Guid activity, Action recover)
    {
        await using var socket = await SocketReader.OpenAsync(http.BaseAddress!, $"/ws/activities/{activity}/", user.AccessToken);

        recover();

        var joined = await socket.ReadAsync();
        joined.GetProperty("id").GetInt32().Should().Be(201, "the user has joined");
        await UntilReadyIsAsync(http, HttpStatusCode.OK);
    }
}
