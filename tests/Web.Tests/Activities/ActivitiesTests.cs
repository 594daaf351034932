using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dots.Application.Events;
using Dots.Domain.Activities;

namespace Dots.Web.Tests.Activities;

public sealed class ActivitiesTests : IAsyncLifetime
{
    private DotsApp _app = null!;
    private HttpClient _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync();
        _ada = await _app.SignInAsync("ada", "c-17");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Create_ReturnsTheDocument_AndPublishesIt()
    {
        var id = Guid.NewGuid();
        var document = $$"""{"id":"{{id}}","name":"Tea","x":1.50,"big":9007199254740993,"n":null}""";

        var answer = await _ada.SendJsonAsync("POST", "/api/activities/", document);

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        answer.Headers.Location.Should().Be($"/api/activities/{id}");
        answer.Headers.ETag!.Tag.Should().Be("\"1\"");
        (await answer.TextAsync()).Should().Be(document);
        (await (await _app.Http.GetAsync($"/api/activities/{id}/")).TextAsync()).Should().Be(document);

        foreach (var messages in new[] { await _app.MessagesAsync(id), await _app.MessagesAsync(Channels.Activities) })
        {
            var message = messages.Should().ContainSingle().Which;
            message.GetProperty("timestamp").GetDateTimeOffset().Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
            Without(message, "timestamp").Should().Be(
                $$$"""
                {"id":101,"event":"activity_created","activity_id":"{{{id}}}","action":"created","revision":1,"actor":{"username":"ada","connection_id":"c-17"},"data":{"id":"{{{id}}}","name":"Tea","creator_username":"ada","revision":1,"hash":"{{{HashOf(document)}}}"}}
                """);
        }
    }

    [Fact]
    public async Task Create_GeneratesAnId_WhenNoneIsGiven()
    {
        var answer = await _ada.SendJsonAsync("POST", "/api/activities", """{"name":"Tea"}""");

        var id = (await answer.JsonAsync()).GetProperty("id").GetGuid();
        answer.Headers.Location.Should().Be($"/api/activities/{id}");
    }

    [Fact]
    public async Task Create_StoresTheDocument_WhenItsNameIsUnusual()
    {
        var names = new[] { """\u0000""", """a\u0000b""", """\uFFFF\uFDD0""", """%_\\""", string.Concat(Enumerable.Range(0, 50).Select(i => $"{i * 7919 % 65_537:x4}"[^4..])) };
        foreach (var name in names)
        {
            var id = Guid.NewGuid();
            var document = $$"""{"id":"{{id}}","name":"{{name}}"}""";

            (await _ada.SendJsonAsync("POST", "/api/activities", document)).StatusCode.Should().Be(HttpStatusCode.Created);

            var kept = JsonElement.Parse(document).GetProperty("name").GetString();
            (await (await _ada.GetAsync($"/api/activities/{id}")).JsonAsync()).GetProperty("name").GetString().Should().Be(kept);
        }

        // The search must match these characters literally.
        (await (await _ada.GetAsync("/api/activities?name=%00B")).JsonAsync()).GetProperty("items").GetArrayLength().Should().Be(1);
        (await (await _ada.GetAsync("/api/activities?name=%25_")).JsonAsync()).GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task GetByName_DecodesTheNameOnce_LikeAQuery()
    {
        string[] names = ["u/b", "u%2Fb", "u%252Fb", "u%2fb", "/", "a//b", "100%", "+ ?#&=;", "ź/ó", ".%2F."];
        foreach (var name in names)
        {
            await _ada.SendJsonAsync("POST", "/api/activities", JsonSerializer.Serialize(new { name }));
        }

        foreach (var name in names)
        {
            foreach (var suffix in new[] { "", "/", "?x=/y" })
            {
                await AssertNameAsync($"/api/activities/by-name/{Uri.EscapeDataString(name)}{suffix}", name);
            }

            if (!name.Contains('/', StringComparison.Ordinal))
            {
                // The web server decodes slashes in a target of this form, which only proxies receive (RFC 9112 section 3.2.2).
                await AssertNameAsync($"{_app.Address}api/activities/by-name/{Uri.EscapeDataString(name)}", name);
            }

            var found = await (await _ada.GetAsync($"/api/activities?name={Uri.EscapeDataString(name)}")).JsonAsync();
            found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()).Should().Contain(name);
        }

        await AssertNameAsync("/api/activities/by-name/u%2fb", "u/b");
        await AssertNameAsync("/api/activities/x/../by-name/u%2Fb", "u/b");

        async Task AssertNameAsync(string target, string name)
        {
            using var connection = await RawConnection.OpenAsync(_app.Address);
            await connection.SendAsync($"GET {target} HTTP/1.1\r\nHost: {_app.Address.Authority}\r\n\r\n");
            var head = await connection.ReadHeadAsync();
            head[0].Should().Be("HTTP/1.1 200 OK", "of {0}", target);
            var length = int.Parse(head.Single(field => field.StartsWith("Content-Length: ", StringComparison.Ordinal))[16..], System.Globalization.CultureInfo.InvariantCulture);
            JsonElement.Parse(await connection.ReadExactlyAsync(length)).GetProperty("name").GetString().Should().Be(name, "of {0}", target);
        }
    }

    [Fact]
    public async Task Names_AreBounded_InDocumentsSearchesAndPaths()
    {
        var name = new string('x', 201);

        foreach (var answer in new[]
        {
            await _ada.SendJsonAsync("POST", "/api/activities", $$"""{"name":"{{name}}"}"""),
            await _ada.SendJsonAsync("PATCH", $"/api/activities/{await _ada.CreateActivityAsync()}", $$"""{"Name":"{{name}}"}"""),
        })
        {
            answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
            (await answer.TextAsync()).Should().Contain("A name has 1 to 200 characters.");
        }

        (await _ada.GetAsync($"/api/activities?name={name}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await _ada.GetAsync($"/api/activities/by-name/{name}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Create_Returns409_WhenTheIdIsTakenInAnyLetterCase()
    {
        var id = await _ada.CreateActivityAsync();

        var answer = await _ada.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{id.ToString().ToUpperInvariant()}}"}""");

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await _app.MessagesAsync(id)).Should().HaveCount(1);
    }

    [Theory]
    [InlineData("""{"a":1""", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("null", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"id":"x"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"a":1e999}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"a":"\ud800"}""", HttpStatusCode.UnprocessableEntity)]
    public async Task Create_IsRejected_WhenTheBodyIsNotADocument(string document, HttpStatusCode expected)
    {
        var answer = await _ada.SendJsonAsync("POST", "/api/activities", document);

        answer.StatusCode.Should().Be(expected);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task Create_IsRejected_WhenTheDocumentIsTooDeepOrTooLarge()
    {
        var deep = $$"""{"a":{{new string('[', 70)}}{{new string(']', 70)}}}""";
        var large = $$"""{"a":"{{new string('x', 1024 * 1024)}}"}""";

        (await _ada.SendJsonAsync("POST", "/api/activities", deep)).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await _ada.SendJsonAsync("POST", "/api/activities", large)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("POST", "/api/activities", "text/plain")]
    [InlineData("PUT", "/api/activities/63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111", "application/merge-patch+json")]
    [InlineData("PATCH", "/api/activities/63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111", "application/json-patch+json")]
    public async Task Write_Returns415_WhenTheMediaTypeIsNotSupported(string method, string address, string type)
    {
        (await _ada.SendJsonAsync(method, address, "{}", type: type)).StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("POST", "/api/activities")]
    [InlineData("PUT", "/api/activities/63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111")]
    [InlineData("PATCH", "/api/activities/63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111")]
    [InlineData("DELETE", "/api/activities/63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111")]
    [InlineData("PUT", "/api/activities/63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111/config")]
    [InlineData("PUT", "/api/activities/63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111/access")]
    public async Task Write_Returns401_WhenTheCallerIsNotSignedIn(string method, string address)
    {
        (await _app.Http.SendJsonAsync(method, address, "{}")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Get_Returns304_WhenTheClientHasTheRevision()
    {
        var id = await _ada.CreateActivityAsync();

        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/activities/{id}");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"0\", W/\"1\"");
        var answer = await _app.Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.NotModified);
        answer.Headers.ETag!.Tag.Should().Be("\"1\"");
    }

    [Fact]
    public async Task GetByName_PrefersTheNameAsWritten_ToOnesThatReadTheSame()
    {
        var composed = await _ada.CreateActivityAsync(""" "name":"\u0179o" """);
        (await IdOfAsync("Z\u0301o")).Should().Be(composed);
        (await IdOfAsync("\u017AO")).Should().Be(composed);
        var decomposed = await _ada.CreateActivityAsync(""" "name":"Z\u0301o" """);

        (await IdOfAsync("\u0179o")).Should().Be(composed);
        (await IdOfAsync("Z\u0301o")).Should().Be(decomposed);
        (await _ada.GetAsync("/api/activities/by-name/" + Uri.EscapeDataString("\u017AO"))).StatusCode.Should().Be(HttpStatusCode.Conflict);

        async Task<Guid> IdOfAsync(string name) =>
            (await (await _ada.GetAsync("/api/activities/by-name/" + Uri.EscapeDataString(name))).JsonAsync()).GetProperty("id").GetGuid();
    }

    [Fact]
    public async Task GetByName_ListsTheIds_WhenTheNameIsAmbiguous()
    {
        var first = await _ada.CreateActivityAsync(""" "name":"Tea" """);
        (await (await _ada.GetAsync("/api/activities/by-name/Tea")).JsonAsync()).GetProperty("id").GetGuid().Should().Be(first);
        (await _ada.GetAsync("/api/activities/by-name/Coffee")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var second = await _ada.CreateActivityAsync(""" "name":"Tea" """);

        var answer = await _ada.GetAsync("/api/activities/by-name/Tea");

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.JsonAsync()).GetProperty("ids").EnumerateArray().Select(id => id.GetGuid()).Should().Equal(first, second);
    }

    [Fact]
    public async Task List_PagesNewestFirst_AndSearchesNames()
    {
        foreach (var name in new[] { "Green tea", "Coffee", "Black TEA" })
        {
            await _ada.CreateActivityAsync($"\"name\":\"{name}\"");
        }

        var page = await _app.Http.GetFromJsonAsync<JsonElement>("/api/activities?limit=2");
        var rest = await _app.Http.GetFromJsonAsync<JsonElement>($"/api/activities?limit=2&cursor={page.GetProperty("next_cursor").GetString()}");
        var found = await _app.Http.GetFromJsonAsync<JsonElement>("/api/activities?name=tEa");

        Names(page).Should().Equal("Black TEA", "Coffee");
        Names(rest).Should().Equal("Green tea");
        rest.GetProperty("next_cursor").ValueKind.Should().Be(JsonValueKind.Null);
        Names(found).Should().Equal("Black TEA", "Green tea");
        page.GetProperty("items")[0].GetProperty("creator_username").GetString().Should().Be("ada");

        static IEnumerable<string?> Names(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Patch_PublishesTheChange_KeyedById()
    {
        var id = await _ada.CreateActivityAsync(""" "name":"Tea","steps":[{"id":"s1","a":1},{"id":"s2"}],"content":[{"id":"c1"}] """);

        var answer = await _ada.SendJsonAsync(
            "PATCH",
            $"/api/activities/{id}",
            """{"name":"Hot tea","steps":[{"id":"S1","a":2}],"removed_fields":{"content":["c1"]}}""",
            ifMatch: "\"1\"");

        var document = $$"""{"id":"{{id}}","name":"Hot tea","steps":[{"id":"S1","a":2},{"id":"s2"}],"content":[]}""";
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.ETag!.Tag.Should().Be("\"2\"");
        (await answer.TextAsync()).Should().Be(document);

        const string changed = """ "name":"Hot tea","steps":[{"id":"S1","a":2}] """;
        Without((await _app.MessagesAsync(id, 102)).Single(), "timestamp").Should().Be(
            $$$"""
            {"id":102,"event":"activity_updated","activity_id":"{{{id}}}","action":"updated","revision":2,"actor":{"username":"ada","connection_id":"c-17"},"base_revision":1,"data":{"id":"{{{id}}}","revision":2,"hash":"{{{HashOf(document)}}}",{{{changed.Trim()}}}},"updated_fields":{{{{changed.Trim()}}}},"removed_fields":{"content":["c1"]}}
            """);
        Without((await _app.MessagesAsync(Channels.Activities, 102)).Single(), "timestamp").Should().Be(
            $$$"""
            {"id":102,"event":"activity_updated","activity_id":"{{{id}}}","action":"updated","revision":2,"actor":{"username":"ada","connection_id":"c-17"},"base_revision":1,"data":{"id":"{{{id}}}","revision":2,"hash":"{{{HashOf(document)}}}","name":"Hot tea"}}
            """);
    }

    [Theory]
    [InlineData("PATCH", "application/merge-patch+json", """{"b":null,"c":{"d":2}}""")]
    [InlineData("PATCH", "application/json", """{"removed_fields":["b"],"c":{"d":2}}""")]
    [InlineData("PATCH", "application/json", """{"updated_fields":{"c":{"d":2}},"removed_fields":{"b":true},"base_revision":1}""")]
    [InlineData("PUT", "application/json", """{"a":1,"c":{"d":2.0}}""")]
    public async Task Write_PublishesTheSameChange_ForEveryMethodAndFormat(string method, string type, string body)
    {
        var id = await _ada.CreateActivityAsync(""" "a":1,"b":1,"c":{"d":1} """);

        (await _ada.SendJsonAsync(method, $"/api/activities/{id}", body, type: type)).StatusCode.Should().Be(HttpStatusCode.OK);

        var message = (await _app.MessagesAsync(id, 102)).Single();
        JsonElement.DeepEquals(message.GetProperty("updated_fields"), JsonElement.Parse("""{"c":{"d":2}}""")).Should().BeTrue();
        message.GetProperty("removed_fields").GetRawText().Should().Be("""{"b":true}""");
    }

    [Theory]
    [InlineData("PUT", "application/json", """{"b":{"c":1},"a":1}""")]
    [InlineData("PATCH", "application/json", """{"b":{"c":1.0},"removed_fields":{"z":true}}""")]
    [InlineData("PATCH", "application/merge-patch+json", """{"z":null}""")]
    public async Task Write_PublishesNothing_WhenNothingChanges(string method, string type, string body)
    {
        var id = await _ada.CreateActivityAsync(""" "a":1,"b":{"c":1} """);

        var answer = await _ada.SendJsonAsync(method, $"/api/activities/{id}", body, type: type);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.ETag!.Tag.Should().Be("\"1\"");
        (await _app.MessagesAsync(id, 102)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"other\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    [InlineData("\"2\"", HttpStatusCode.OK)]
    [InlineData("\"1\", \"2\"", HttpStatusCode.OK)]
    [InlineData("\"1\", W/\"2\", \"other\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"1\", nonsense", HttpStatusCode.BadRequest)]
    [InlineData("*", HttpStatusCode.OK)]
    public async Task Put_HonoursIfMatch(string ifMatch, HttpStatusCode expected)
    {
        var id = await _ada.CreateActivityAsync();
        await _ada.SendJsonAsync("PUT", $"/api/activities/{id}", """{"a":1}""");

        var answer = await _ada.SendJsonAsync("PUT", $"/api/activities/{id}", """{"a":2}""", ifMatch);

        answer.StatusCode.Should().Be(expected);
        (await _app.MessagesAsync(id, 102)).Should().HaveCount(expected == HttpStatusCode.OK ? 2 : 1);
    }

    [Theory]
    [InlineData("PUT", """{"id":"63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111"}""", "application/json")]
    [InlineData("PATCH", """{"removed_fields":{"a":1}}""", "application/json")]
    [InlineData("PATCH", """{"updated_fields":[]}""", "application/json")]
    [InlineData("PATCH", "[1]", "application/merge-patch+json")]
    public async Task Write_Returns422_WhenTheResultIsNotADocument(string method, string body, string type)
    {
        var id = await _ada.CreateActivityAsync(""" "a":{} """);

        (await _ada.SendJsonAsync(method, $"/api/activities/{id}", body, type: type)).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("POST", "", "[]", "body", "It must be a JSON object.")]
    [InlineData("POST", "", """{"Id":7}""", "/Id", "*must be a UUID*")]
    [InlineData("POST", "", """{"content":[{},{"a/b":1e999}]}""", "/content/1/a~1b", "*range of a double*")]
    [InlineData("PUT", "/{id}", """{"id":"63c6cbdd-3c17-4e22-8e9c-4d4d5bb1a111"}""", "/id", "The document's id is 63c6cbdd-*")]
    [InlineData("PATCH", "/{id}", """{"id":"x"}""", "/id", "*must be a UUID*")]
    [InlineData("PATCH", "/{id}", """{"updated_fields":{"id":"x"}}""", "/updated_fields/id", "*must be a UUID*")]
    [InlineData("PATCH", "/{id}", """{"updated_fields":[]}""", "/updated_fields", "updated_fields must be a JSON object.")]
    [InlineData("PATCH", "/{id}", """{"removed_fields":7}""", "/removed_fields", "removed_fields consists of *")]
    [InlineData("PATCH", "/{id}", """{"b":1,"removed_fields":{"a":{"c":1}}}""", "/removed_fields/a/c", "removed_fields consists of *")]
    [InlineData("PATCH", "/{id}/config", """{"removed_fields":{"a":1}}""", "/removed_fields/a", "removed_fields consists of *")]
    [InlineData("PUT", "/{id}/users/me/status", """{"status":7}""", "/status", "The status must be text.")]
    public async Task Write_NamesTheMemberAndTheRule_WhenItIsUnprocessable(string method, string address, string body, string member, string rule)
    {
        var id = await _ada.CreateActivityAsync(""" "a":{} """);

        var answer = await _ada.SendJsonAsync(method, $"/api/activities{address.Replace("{id}", $"{id}", StringComparison.Ordinal)}", body);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        var problem = await answer.JsonAsync();
        var error = problem.GetProperty("errors").EnumerateObject().Should().ContainSingle().Which;
        error.Name.Should().Be(member);
        error.Value.EnumerateArray().Should().ContainSingle().Which.GetString().Should().Match(rule);
        problem.GetProperty("detail").GetString().Should().Match(member == "body" ? rule : $"{member}: {rule}");
    }

    [Fact]
    public async Task Write_IsOpenToEveryUser_WhenTheActivityExists()
    {
        var id = await _ada.CreateActivityAsync();
        var ben = await _app.SignInAsync("ben");

        (await ben.SendJsonAsync("PATCH", $"/api/activities/{id}", """{"a":1}""")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ben.SendJsonAsync("PATCH", $"/api/activities/{Guid.NewGuid()}", """{"a":1}""")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_Returns403_WhenTheCallerIsNeitherOwnerNorAdministrator()
    {
        await using var app = await DotsApp.StartAsync("Admins=root");
        var (ada, ben, root) = (await app.SignInAsync("ada"), await app.SignInAsync("ben"), await app.SignInAsAdministratorAsync("root"));
        var id = await ada.CreateActivityAsync();

        var answer = await ben.DeleteAsync($"/api/activities/{id}");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.JsonAsync()).GetProperty("detail").GetString().Should().Contain("ada");
        (await app.MessagesAsync(id, 103)).Should().BeEmpty();
        (await root.DeleteAsync($"/api/activities/{id}")).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Write_Returns428_WhenIfMatchIsRequiredButMissing()
    {
        await using var strict = await DotsApp.StartAsync("Activities:RequireIfMatch=true");
        var ada = await strict.SignInAsync("ada");
        var id = await ada.CreateActivityAsync();

        foreach (var (method, address) in new[] { ("PUT", ""), ("PATCH", ""), ("DELETE", ""), ("PUT", "/config"), ("PATCH", "/config") })
        {
            (await ada.SendJsonAsync(method, $"/api/activities/{id}{address}", "{}")).StatusCode.Should().Be(HttpStatusCode.PreconditionRequired);
        }

        (await ada.SendJsonAsync("PUT", $"/api/activities/{id}", "{}", ifMatch: "*")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Delete_PublishesTheDeletion_AndFreesTheId()
    {
        var id = await _ada.CreateActivityAsync(""" "name":"Tea" """);

        (await _ada.SendJsonAsync("DELETE", $"/api/activities/{id}", "", ifMatch: "\"7\"")).StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await _ada.DeleteAsync($"/api/activities/{id}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await _ada.GetAsync($"/api/activities/{id}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _ada.DeleteAsync($"/api/activities/{id}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var message = (await _app.MessagesAsync(id, 103)).Should().ContainSingle().Which;
        (message.GetProperty("revision").GetInt32(), message.GetProperty("data").GetRawText()).Should().Be((2, $$"""{"id":"{{id}}","name":"Tea"}"""));
        (await _app.MessagesAsync(Channels.Activities, 103)).Should().HaveCount(1);
        (await _ada.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{id}}"}""")).StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Config_HasItsOwnRevisionAndMessages()
    {
        var id = await _ada.CreateActivityAsync();
        var address = $"/api/activities/{id}/config";
        (await (await _ada.GetAsync(address)).TextAsync()).Should().Be("{}");

        var put = await _ada.SendJsonAsync("PUT", address, """{"visibility":"private","theme":null}""", ifMatch: "\"1\"");
        var patch = await _ada.SendJsonAsync("PATCH", address, """{"theme":"dark"}""", ifMatch: "\"2\"");
        await _ada.SendJsonAsync("PATCH", address, """{"theme":"dark"}""");

        (put.StatusCode, put.Headers.ETag!.Tag).Should().Be((HttpStatusCode.OK, "\"2\""));
        (await patch.TextAsync()).Should().Be("""{"visibility":"private","theme":"dark"}""");
        (await _ada.SendJsonAsync("PUT", address, "{}", ifMatch: "\"2\"")).StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await _ada.GetAsync($"/api/activities/{id}")).Headers.ETag!.Tag.Should().Be("\"1\"");
        var messages = await _app.MessagesAsync(id, 111);
        messages.Should().HaveCount(2);
        messages[1].GetProperty("data").GetRawText().Should().Be("""{"config_revision":3,"theme":"dark"}""");
        messages[1].GetProperty("updated_fields").GetRawText().Should().Be("""{"theme":"dark"}""");
        messages[1].GetProperty("action").GetString().Should().Be("config_updated");
    }

    [Fact]
    public async Task Hash_IsComputedFromTheCanonicalForm()
    {
        var id = await _ada.CreateActivityAsync(""" "b":1.0,"a":2 """);
        var expected = HashOf($$"""{"a":2,"b":1,"id":"{{id}}"}""");

        var hash = await _ada.GetFromJsonAsync<JsonElement>($"/api/activities/{id}/hash");
        var hashes = await _ada.GetFromJsonAsync<JsonElement>("/api/activities/hashes");

        (hash.GetProperty("hash").GetString(), hash.GetProperty("algorithm").GetString()).Should().Be((expected, "sha-256"));
        var only = hashes.GetProperty("items").EnumerateArray().Single();
        (only.GetProperty("id").GetGuid(), only.GetProperty("hash").GetString()).Should().Be((id, expected));
    }

    [Fact]
    public async Task Updates_ReproduceTheStoredDocument_WhenAppliedInOrder()
    {
        var id = await _ada.CreateActivityAsync(""" "steps":[{"id":"a","x":{"y":1}},{"id":"b"}],"tags":[1,2] """);
        var snapshot = (JsonObject)JsonValue.Parse(await (await _ada.GetAsync($"/api/activities/{id}")).TextAsync());
        foreach (var (method, type, body) in new[]
        {
            ("PUT", "application/json", """{"steps":[{"id":"b","z":null},{"id":"n"},{"id":"a","x":{}}],"tags":[]}"""),
            ("PATCH", "application/json", """{"steps":[{"id":"N","q":[{"id":"1"}]}],"removed_fields":{"steps":["a"]}}"""),
            ("PATCH", "application/merge-patch+json", """{"tags":{"t":{"u":null,"v":1}}}"""),
            ("PUT", "application/json", """{"Steps":[]}"""),
        })
        {
            (await _ada.SendJsonAsync(method, $"/api/activities/{id}", body, type: type)).EnsureSuccessStatusCode();
        }

        var replica = (await _app.MessagesAsync(id, 102)).Aggregate(snapshot, (document, message) =>
        {
            var change = new KeyedChange(Read(message.GetProperty("updated_fields")), Read(message.GetProperty("removed_fields")));
            var result = change.ApplyTo(document);
            CanonicalJson.HashOf(result).Should().Be(message.GetProperty("data").GetProperty("hash").GetString());
            return result;
        });

        replica.Should().Be(JsonValue.Parse(await (await _ada.GetAsync($"/api/activities/{id}")).TextAsync()));

        static JsonObject Read(JsonElement json) => (JsonObject)JsonValue.From(json);
    }

    private static string HashOf(string json) => CanonicalJson.HashOf(JsonValue.Parse(json));

    private static string Without(JsonElement message, string member) =>
        new JsonObject(((JsonObject)JsonValue.From(message)).Members.Where(m => m.Key != member)).ToString();
}
