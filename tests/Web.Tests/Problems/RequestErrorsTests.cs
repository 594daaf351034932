using System.Reflection;
using System.Text.Json;
using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Domain;
using Dots.Web.Problems;
using Dots.Web.Streams.WebSockets;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dots.Web.Tests.Problems;

[TransportOnly]
public sealed class RequestErrorsTests
{
    private static readonly RequestErrors Errors = new(new NoFaults());

    // Thrown before there are requests.
    private static readonly Type[] EndTheStart = [typeof(Hosting.SettingException), typeof(Connections.TooFewDescriptorsException)];

    /// <summary>Every exception type of the product that can end a request, and those of libraries that use cases do not catch.</summary>
    public static TheoryData<Type> Exceptions => new(
        new[] { typeof(Application.Common.IDotsDbContext).Assembly, typeof(DomainException).Assembly, typeof(RequestErrors).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(Exception)) && !type.IsAbstract && !EndTheStart.Contains(type))
            .Append(typeof(ValidationException))
            .Append(typeof(DbUpdateConcurrencyException)));

    [Fact]
    public void Exceptions_IncludeEveryLayer()
    {
        Exceptions.Select(row => row.Data.Namespace).Should().Contain(
            ["Dots.Application.Common", "Dots.Domain", "Dots.Domain.Activities", "Dots.Web.Http", "Dots.Web.Problems"]);
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Of_ReturnsASpecificStatus_ForEveryException(Type type)
    {
        var error = Errors.Of(Create(type));

        error.Status.Should().BeInRange(400, 599).And.NotBe(500);
        error.Summary.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task HttpAndSocket_ReportTheSameError(Type type)
    {
        var exception = Create(type);
        var problems = new RecordedProblems();
        var context = new DefaultHttpContext();

        await new ProblemExceptionHandler(problems, Errors, NullLogger<ProblemExceptionHandler>.Instance)
            .TryHandleAsync(context, exception, CancellationToken.None);
        var reply = await new SocketMessageHandler(
                new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(),
                Errors,
                new FailingSessions(exception),
                NullLogger<SocketMessageHandler>.Instance)
            .HandleAsync(Guid.Empty, new Caller(null, null), Guid.Empty, JsonElement.Parse("""{"id": 102, "ref": [7]}"""), CancellationToken.None);

        var message = JsonElement.Parse(reply!.Value.Span);
        message.GetProperty("event").GetString().Should().Be("error");
        message.GetProperty("ref").GetRawText().Should().Be("[7]");
        message.GetProperty("data").GetProperty("status").GetInt32().Should().Be(context.Response.StatusCode);
        message.GetProperty("data").GetProperty("detail").GetString().Should().Be(TextOf(problems.Written!));
        message.GetProperty("data").TryGetProperty("revision", out _).Should().Be(exception is StaleException);
    }

    [Fact]
    public async Task Http_EscapesLineBreaksInTheLoggedPath()
    {
        using var log = new LoggedErrors();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = "/api/a\r\nfail: forged" } };

        await new ProblemExceptionHandler(new RecordedProblems(), Errors, factory.CreateLogger<ProblemExceptionHandler>())
            .TryHandleAsync(context, new InvalidOperationException(), CancellationToken.None);

        log.Messages.Should().ContainSingle().Which.Should().StartWith("GET /api/a%0D%0Afail:%20forged failed");
    }

    [Fact]
    public void Of_HidesTheMessage_WhenTheExceptionIsUnknown()
    {
        var error = Errors.Of(new InvalidOperationException("a secret"));

        (error.Status, error.IsUnexpected).Should().Be((500, true));
        error.Summary.Should().NotContain("secret");
    }

    private static string TextOf(ProblemDetails problem) => problem.Detail ?? string.Join(
        " ", ((HttpValidationProblemDetails)problem).Errors.SelectMany(field => field.Value.Select(message => $"{field.Key}: {message}")));

    private static Exception Create(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(IEnumerable<ValidationFailure>)) ? 0 : 1)
            .First();
        return (Exception)constructor.Invoke([.. constructor.GetParameters().Select(parameter => ValueFor(parameter.ParameterType))]);
    }

    private static object? ValueFor(Type type) =>
        type == typeof(string) || type == typeof(object) ? "something"
        : type == typeof(IEnumerable<ValidationFailure>) ? new ValidationFailure[] { new("name", "Required."), new("rows", "Required.") }
        : type == typeof(IReadOnlyList<RuleViolation>) ? new RuleViolation[] { new("name", "name.required", "Required.") }
        : type == typeof(IReadOnlyList<Guid>) ? Array.Empty<Guid>()
        : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(7)
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    private sealed class NoFaults : IDatabaseFaults
    {
        public string? Explain(Exception exception) => null;

        public bool PreventsWrites(Exception exception) => false;
    }

    private sealed class RecordedProblems : IProblemDetailsService
    {
        public ProblemDetails? Written { get; private set; }

        public ValueTask WriteAsync(ProblemDetailsContext context)
        {
            Written = context.ProblemDetails;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class FailingSessions(Exception exception) : ISessionRevocations
    {
        public Task RevokedAsync(Guid sessionId, CancellationToken streamEnded) => throw new NotSupportedException();

        public Task ThrowIfRevokedAsync(Guid sessionId, CancellationToken cancellationToken) => throw exception;
    }
}
