using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Application.Notices;
using Dots.Domain.Activities;
using FluentValidation;
using NSubstitute;

namespace Dots.Application.Tests.Notices;

/// <summary>Alerts to all, and notifications to one.</summary>
public sealed class SendNoticesTests : IDisposable
{
    private readonly UseCase _useCase = new();
    private readonly IAdministrators _administrators = Substitute.For<IAdministrators>();
    private readonly IUserDirectory _users = Substitute.For<IUserDirectory>();

    public SendNoticesTests()
    {
        _administrators.Contains(UseCase.Ada).Returns(true);
        _users.FindAsync("BOB", Arg.Any<CancellationToken>()).Returns(UseCase.Bob);
    }

    public void Dispose() => _useCase.Dispose();

    [Theory]
    [InlineData("""{"message":"Restart","at":null}""", """{"level":"info","message":"Restart","at":null}""")]
    [InlineData("""{"message":"Restart","level":"warning"}""", """{"message":"Restart","level":"warning"}""")]
    public async Task SendAlert_PublishesTheAlertWithALevel_WhenItIsValid(string alert, string expected)
    {
        var sent = await AlertAsync(alert, Callers.Ada);

        sent.ToString().Should().Be(expected);
        _useCase.Published.Should().Equal(new AlertSent(sent, _useCase.Clock.Now));
    }

    [Fact]
    public async Task SendAlert_Throws_WhenTheCallerIsNoAdministrator()
    {
        await FluentActions.Awaiting(() => AlertAsync("""{"message":"x"}""", Callers.Bob)).Should().ThrowAsync<ForbiddenException>();
        await FluentActions.Awaiting(() => AlertAsync("""{"message":"x"}""", Callers.Visitor)).Should().ThrowAsync<NotSignedInException>();
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task SendNotification_PublishesToTheRecipientWithAServerId_WhenItIsValid()
    {
        var sent = await NotifyAsync("BOB", """{"recipient_username":"eve","notification_id":"mine","title":"Look","message":"Here"}""", Callers.Ada);

        sent.FindString("recipient_username").Should().Be("bob");
        Guid.Parse(sent.FindString("notification_id")!).Version.Should().Be(7);
        sent.FindString("title").Should().Be("Look");
        _useCase.Published.Should().Equal(new NotificationSent(UseCase.Bob.Id, sent, Callers.Ada, _useCase.Clock.Now));
    }

    [Fact]
    public async Task SendNotification_Throws_WhenTheRecipientIsMissingOrTheCallerAnonymous()
    {
        await FluentActions.Awaiting(() => NotifyAsync("nobody", """{"message":"x"}""", Callers.Ada)).Should().ThrowAsync<NotFoundException>();
        await FluentActions.Awaiting(() => NotifyAsync("BOB", """{"message":"x"}""", Callers.Visitor)).Should().ThrowAsync<NotSignedInException>();
        _useCase.Published.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{}", "message")]
    [InlineData("""{"message":" "}""", "message")]
    [InlineData("""{"message":7}""", "message")]
    [InlineData("long", "body")]
    public async Task Validate_Fails_WhenTheMessageIsMissingOrTheNoticeTooLarge(string notice, string field)
    {
        var json = notice == "long" ? $$"""{"message":"{{new string('x', 16 * 1024)}}"}""" : notice;

        (await FluentActions.Awaiting(() => AlertAsync(json, Callers.Ada)).Should().ThrowAsync<ValidationException>())
            .Which.Errors.Should().ContainSingle().Which.PropertyName.Should().Be(field);
        await FluentActions.Awaiting(() => NotifyAsync("BOB", json, Callers.Ada)).Should().ThrowAsync<ValidationException>();
        _useCase.Published.Should().BeEmpty();
    }

    private Task<JsonObject> AlertAsync(string alert, Caller caller) =>
        new SendAlertHandler(_useCase.Mediator, _administrators, _useCase.Clock).Handle(new SendAlert(UseCase.Json(alert), caller), default);

    private Task<JsonObject> NotifyAsync(string username, string notification, Caller caller) =>
        new SendNotificationHandler(_useCase.Mediator, _users, _useCase.Clock)
            .Handle(new SendNotification(username, UseCase.Json(notification), caller), default);
}
