using System.IO.Compression;
using System.Text;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

/// <summary>Responses that differ by content coding: their entity tags, and what caches and clients do with them.</summary>
[TransportOnly]
public sealed class CodingsTests(SharedApp shared)
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("a line of text\n", 5000));

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("")]
    public async Task File_IsResumedByItsTag_WhateverCodingsAreAccepted(string accepted)
    {
        using var caller = await shared.App.SignUpAsync();
        var activity = (await caller.PostAsync("/api/activities", """{"name":"x"}""")).Text("id");
        var path = $"/api/activities/{activity}/files/a.txt";
        await caller.SendBytesAsync("PUT", path, Encoding.ASCII.GetBytes(Text), "text/plain");
        (string, string)[] accept = [("Accept-Encoding", accepted)];

        var whole = await caller.GetAsync(path, accept);
        var rest = await caller.GetAsync(path, [.. accept, ("Range", "bytes=20000-"), ("If-Range", whole.Header("ETag"))]);

        whole.Header("Content-Encoding").Should().BeEmpty();
        rest.Status.Should().Be(206);
        (whole.Body[..20_000] + rest.Body).Should().Be(Text);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/boards/{board}")]
    [InlineData("/api/activities/{activity}")]
    [InlineData("/api/activities/{activity}/config")]
    public async Task EachCoding_HasATagOfItsOwn(string template)
    {
        using var caller = await shared.App.SignUpAsync();
        var activity = (await caller.PostAsync("/api/activities", $$"""{"name":"x","text":"{{new string('x', 2000)}}"}""")).Text("id");
        var path = template.Replace("{board}", $"{shared.BoardId}", StringComparison.Ordinal).Replace("{activity}", activity, StringComparison.Ordinal);

        var (plain, gzip, br) = (await GetAsync(""), await GetAsync("gzip"), await GetAsync("br"));

        new[] { plain, gzip, br }.Select(answer => answer.Header("Content-Encoding")).Should().Equal("", "gzip", "br");
        var tag = plain.Header("ETag");
        gzip.Header("ETag").Should().Be($"{tag[..^1]}-gzip\"");
        br.Header("ETag").Should().Be($"{tag[..^1]}-br\"");
        foreach (var (accepted, known, status) in new[]
        {
            ("", tag, 304),
            ("gzip", gzip.Header("ETag"), 304),
            ("gzip, br", br.Header("ETag"), 304),
            ("gzip", $"\"x\", {gzip.Header("ETag")}", 304),
            ("gzip", $"W/{gzip.Header("ETag")}", 304),
            ("gzip", tag, 304),

            // Else a cache would send what it has stored to a client that cannot decode it.
            ("", gzip.Header("ETag"), 200),
            ("br", gzip.Header("ETag"), 200),
        })
        {
            var answer = await GetAsync(accepted, ("If-None-Match", known));
            answer.Status.Should().Be(status, "{0} is known and {1} accepted", known, accepted);
            answer.Header("Vary").Should().Contain("Accept-Encoding");
            if (status == 304)
            {
                known.Should().EndWith(answer.Header("ETag"), "a cache updates the stored response of this tag");
            }
        }

        Task<ApiResponse> GetAsync(string accepted, params (string, string)[] headers) =>
            caller.GetAsync(path, [("Accept-Encoding", accepted), .. headers]);
    }

    [Fact]
    public async Task Page_IsSentWhole_WhenTheRangeContinuesACompressedOne()
    {
        var visitor = shared.App.Visitor;
        var tag = (await visitor.GetAsync("/index.html")).Header("ETag");

        var part = await visitor.GetAsync("/index.html", ("Accept-Encoding", "gzip"), ("Range", "bytes=3-"), ("If-Range", tag));
        var whole = await visitor.GetAsync("/index.html", ("Accept-Encoding", "gzip"), ("Range", "bytes=3-"), ("If-Range", $"{tag[..^1]}-gzip\""));

        (part.Status, part.Header("Content-Encoding"), part.Header("ETag")).Should().Be((206, "", tag));
        part.Header("Vary").Should().Contain("Accept-Encoding");
        whole.Status.Should().Be(200);
    }

    [Fact]
    public async Task Write_AcceptsTheTagOfAnyCoding()
    {
        using var caller = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await caller.CreateBoardAsync()}";
        var gzip = (await caller.GetAsync(path, ("Accept-Encoding", "gzip"))).Header("ETag");

        var changed = await caller.PutAsync(path, Boards.TwoRows, ("If-Match", gzip), ("Accept-Encoding", "gzip"));

        changed.Status.Should().Be(200);
        changed.Header("ETag").Should().NotContain("gzip", "it names the board, and not this answer");
        (await caller.PutAsync(path, Boards.RedRow, ("If-Match", gzip))).ShouldBeProblem(412);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Write_ExcludesTheStateThatTheTagOfAnyCodingNames(string coding)
    {
        using var caller = await shared.App.SignUpAsync();
        var path = $"/api/activities/{(await caller.PostAsync("/api/activities", """{"name":"x"}""")).Text("id")}";
        var tag = (await caller.GetAsync(path, ("Accept-Encoding", coding))).Header("ETag");

        tag.Should().EndWith($"-{coding}\"");
        (await caller.PutAsync(path, """{"name":"y"}""", ("If-None-Match", tag))).ShouldBeProblem(412);
    }

    [Theory]
    [InlineData("unquoted")]
    [InlineData("\"stale\"")]
    [InlineData("\"stale\", \"other\"")]
    [InlineData("*")]
    [InlineData("0")]
    [InlineData("yesterday")]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT")]
    public async Task File_IsSentWhole_WhenIfRangeIsNotItsTag(string condition)
    {
        using var caller = await shared.App.SignUpAsync();
        var activity = (await caller.PostAsync("/api/activities", """{"name":"x"}""")).Text("id");
        var path = $"/api/activities/{activity}/files/a.txt";
        await caller.SendBytesAsync("PUT", path, Encoding.ASCII.GetBytes(Text), "text/plain");

        foreach (var resumed in new[] { path, "/index.html" })
        {
            (await caller.GetAsync(resumed, ("Range", "bytes=4-"), ("If-Range", condition))).Status.Should().Be(200);
        }
    }

    [Fact]
    public async Task Json_IsDecodable_WhenItIsCompressed()
    {
        using var http = new HttpClient { BaseAddress = shared.App.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/boards/{shared.BoardId}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");

        using var answer = await http.SendAsync(request);

        await using var content = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new System.IO.StreamReader(content);
        (await reader.ReadToEndAsync()).Should().StartWith("{\"id\":");
    }
}
