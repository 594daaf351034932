using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Infrastructure.Identity;
using FluentValidation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Identity;

public sealed class AccountsTests : IAsyncLifetime
{
    private const int MaxFailuresPerName = 8;
    private const string Password = "correct horse";

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly TestClock _clock = new();
    private readonly Node _node;

    public AccountsTests() => _node = NewNode();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task CheckPassword_FindsTheUser_InAnyLetterCase()
    {
        var registered = await RegisterAsync("Žofie");

        (await CheckAsync("žofie", Password)).Should().Be(registered);
        (await CheckAsync("Žofie", "wrong horse")).Should().BeNull();
    }

    [Theory]
    [InlineData("carol", "short")]
    [InlineData("carol", "aaaaaaaaaa")]
    [InlineData("", Password)]
    [InlineData("carol ", Password)]
    [InlineData("-carol", Password)]
    [InlineData("car\nol", Password)]
    [InlineData("carol\n", Password)]
    [InlineData("<carol>", Password)]
    [InlineData("\uFFFE", Password)]
    [InlineData("carolcarolcarolcarolcarolcarolcar", Password)]
    public async Task Register_Throws_WhenTheNameOrThePasswordIsInvalid(string name, string password)
    {
        var register = () => _node.InScopeAsync<IAccounts, User>(accounts => accounts.RegisterAsync(name, password, null, default));

        (await register.Should().ThrowAsync<ValidationException>()).Which.Errors.Should().ContainSingle()
            .Which.PropertyName.Should().Be(password == Password ? "username" : "password");
    }

    [Fact]
    public async Task Register_Throws_WhenTheNameIsTakenInAnotherCase()
    {
        await RegisterAsync("Carol");

        var register = () => RegisterAsync("cAROL");

        await register.Should().ThrowAsync<ConflictException>();
    }

    [Fact]
    public async Task Register_CreatesOneAccount_WhenSeveralRequestTheNameConcurrently()
    {
        var registers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => RegisterAsync("carol"))).ToList();
        await Task.WhenAny(Task.WhenAll(registers));

        registers.Count(register => register.IsCompletedSuccessfully).Should().Be(1);
        registers.Where(register => register.IsFaulted).Should().AllSatisfy(
            register => register.Exception!.InnerException.Should().BeOfType<ConflictException>());
    }

    [Theory]
    [InlineData("carol", "CAROL")]
    [InlineData("nobody", "NoBody")]
    [InlineData("\uFFFE no name", "\uFFFE no name")]
    public async Task CheckPassword_LocksTheName_WhetherOrNotItExists(string name, string otherSpelling)
    {
        await RegisterAsync("carol");
        for (var i = 0; i < 5; i++)
        {
            (await CheckAsync(name, "wrong horse")).Should().BeNull();
            _clock.Now += TimeSpan.FromSeconds(1);
        }

        var check = () => CheckAsync(otherSpelling, Password);

        (await check.Should().ThrowAsync<TooManyRequestsException>()).Which.RetryAfter.Should().Be(TimeSpan.FromSeconds(59));
    }

    [Fact]
    public async Task CheckPassword_VerifiesNoMorePasswords_WhenAttemptsAreConcurrent()
    {
        await RegisterAsync("carol");

        var guesses = Enumerable.Range(0, 20).Select(i => Task.Run(() => CheckAsync("carol", $"wrong horse {i}"))).ToList();
        await Task.WhenAny(Task.WhenAll(guesses));

        guesses.Count(guess => guess.IsCompletedSuccessfully).Should().BeLessThanOrEqualTo(5);
        guesses.Where(guess => guess.IsFaulted).Should().AllSatisfy(
            guess => guess.Exception!.InnerException.Should().BeOfType<TooManyRequestsException>());
        await FluentActions.Awaiting(() => CheckAsync("carol", Password)).Should().ThrowAsync<TooManyRequestsException>();
    }

    [Fact]
    public async Task CheckPassword_LocksTheNameForOneAddressOnly_HoweverLongItGuesses()
    {
        var carol = await RegisterAsync("carol");
        for (var minute = 0; minute < MaxFailuresPerName; minute++)
        {
            for (var i = 0; i < 5; i++)
            {
                (await CheckAsync("carol", "wrong horse")).Should().BeNull();
            }

            await FluentActions.Awaiting(() => CheckAsync("carol", Password)).Should().ThrowAsync<TooManyRequestsException>();
            (await CheckAsync("carol", Password, address: "192.0.2.2")).Should().Be(carol);
            _clock.Now += TimeSpan.FromMinutes(1);
        }
    }

    [Fact]
    public async Task CheckPassword_LocksTheNameForAll_AfterManyFailuresFromManyAddresses()
    {
        var carol = await RegisterAsync("carol");
        await CheckAsync("carol", "wrong horse");
        _clock.Now += TimeSpan.FromSeconds(20);
        for (var i = 1; i < MaxFailuresPerName; i++)
        {
            (await CheckAsync("carol", "wrong horse", address: $"192.0.2.{i}")).Should().BeNull();
            (await CheckAsync("dave", "wrong horse", address: $"192.0.2.{i}")).Should().BeNull();
        }

        var check = () => CheckAsync("carol", Password, address: "198.51.100.1");

        (await check.Should().ThrowAsync<TooManyRequestsException>()).Which.RetryAfter.Should().Be(TimeSpan.FromSeconds(40));
        _clock.Now += TimeSpan.FromSeconds(40);
        (await check()).Should().Be(carol);
    }

    [Fact]
    public async Task CheckPassword_DoesNotCountSuccesses_WhenManyAddressesSignIn()
    {
        var carol = await RegisterAsync("carol");
        await CheckAsync("carol", "wrong horse", address: "198.51.100.1");

        for (var i = 0; i < 2 * MaxFailuresPerName; i++)
        {
            (await CheckAsync("carol", Password, address: $"192.0.2.{i}")).Should().Be(carol);
        }
    }

    [Fact]
    public async Task CheckPassword_Succeeds_WhenTheLockoutIsOver()
    {
        var carol = await RegisterAsync("carol");
        for (var i = 0; i < 5; i++)
        {
            await CheckAsync("carol", "wrong horse");
        }

        _clock.Now += TimeSpan.FromMinutes(1);

        (await CheckAsync("carol", Password)).Should().Be(carol);
        (await CheckAsync("carol", "wrong horse")).Should().BeNull("the earlier failures are forgotten");
    }

    [Fact]
    public async Task CheckPassword_ResetsTheFailures_WhenThePasswordIsRight()
    {
        await RegisterAsync("carol");
        for (var i = 0; i < 9; i++)
        {
            (await CheckAsync("carol", i == 4 ? Password : "wrong horse")).Should().Match<User?>(user => (user != null) == (i == 4));
        }
    }

    [Fact]
    public async Task CheckPassword_LocksTheName_OnEveryNode()
    {
        await RegisterAsync("carol");
        await using var other = NewNode();
        for (var i = 0; i < 5; i++)
        {
            (await CheckAsync("carol", "wrong horse", i % 2 == 0 ? _node : other)).Should().BeNull();
        }

        foreach (var node in new[] { _node, other })
        {
            await FluentActions.Awaiting(() => CheckAsync("carol", Password, node)).Should().ThrowAsync<TooManyRequestsException>();
        }
    }

    [Fact]
    public async Task CheckPassword_CountsEachFailure_WhenAttemptsAreConcurrent()
    {
        await using var other = NewNode();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(() => CheckAsync("carol", "wrong horse", i % 2 == 0 ? _node : other))));

        await FluentActions.Awaiting(() => CheckAsync("carol", Password)).Should().ThrowAsync<TooManyRequestsException>();
    }

    [Fact]
    public async Task Register_LimitsTheAccountsOfAnAddress_OnAllNodesTogether()
    {
        await using var other = NewNode();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RegisterAsync($"user{i}", "192.0.2.1", i % 2 == 0 ? _node : other))));

        foreach (var node in new[] { _node, other })
        {
            var register = () => RegisterAsync("onetoomany", "192.0.2.1", node);
            (await register.Should().ThrowAsync<TooManyRequestsException>()).Which.RetryAfter.Should().Be(TimeSpan.FromMinutes(1));
        }

        await RegisterAsync("neighbour", "192.0.2.2");
        _clock.Now += TimeSpan.FromMinutes(1);
        await RegisterAsync("later", "192.0.2.1");
    }

    [Fact]
    public async Task Register_DoesNotCountRefusedRegistrations()
    {
        for (var i = 0; i < 7; i++)
        {
            await FluentActions.Awaiting(() => RegisterAsync("ADA", "192.0.2.1")).Should().ThrowAsync<ConflictException>();
        }

        await RegisterAsync("carol", "192.0.2.1");
    }

    [Fact]
    public async Task CheckPassword_DoesNotLockOthers_WhenOneNameIsLocked()
    {
        var carol = await RegisterAsync("carol");
        for (var i = 0; i < 5; i++)
        {
            await CheckAsync("dave", "wrong horse");
        }

        (await CheckAsync("carol", Password)).Should().Be(carol);
    }

    [Fact]
    public async Task RenewSession_GivesTheNextGeneration_OnceForEach()
    {
        var session = await OpenAsync();

        var first = await RenewAsync(session.Id, 0);
        var second = await RenewAsync(session.Id, 1);

        first!.Value.Session.Should().Be(new Session(session.Id, 1));
        second!.Value.Session.Should().Be(new Session(session.Id, 2));
        second.Value.User.Should().Be(new User(TestDatabase.Ada, "ada"));
    }

    [Fact]
    public async Task RenewSession_EndsTheSession_WhenATokenIsUsedAgain()
    {
        var session = await OpenAsync();
        await RenewAsync(session.Id, 0);
        (await IsLiveAsync(session.Id)).Should().BeTrue();

        (await RenewAsync(session.Id, 0)).Should().BeNull();

        (await IsLiveAsync(session.Id)).Should().BeFalse();
        (await RenewAsync(session.Id, 1)).Should().BeNull("the thief may hold this one");
    }

    [Fact]
    public async Task RenewSession_AcceptsATokenOnce_WhenTwoNodesReceiveItConcurrently()
    {
        await using var other = NewNode();
        for (var i = 0; i < 10; i++)
        {
            var session = await OpenAsync();

            var renewals = await Task.WhenAll(new[] { _node, other }.Select(node => Task.Run(() => RenewAsync(session.Id, 0, node))));

            renewals.Count(renewed => renewed is not null).Should().Be(1);
            (await RenewAsync(session.Id, 1)).Should().BeNull("one of the two may be a thief");
        }
    }

    [Fact]
    public async Task RenewSession_Fails_WhenTheSessionHasExpired()
    {
        var session = await OpenAsync();
        _clock.Now += TimeSpan.FromDays(14);

        (await RenewAsync(session.Id, 0)).Should().BeNull();
        (await IsLiveAsync(session.Id)).Should().BeFalse();
    }

    [Fact]
    public async Task EndSession_InvalidatesThatSessionAtOnce_AndNoOther()
    {
        var ended = await OpenAsync();
        var other = await OpenAsync();
        (await IsLiveAsync(ended.Id)).Should().BeTrue();

        await _node.InScopeAsync<IAccounts, int>(async accounts =>
        {
            await accounts.EndSessionAsync(ended.Id, default);
            return 0;
        });

        (await IsLiveAsync(ended.Id)).Should().BeFalse();
        (await IsLiveAsync(other.Id)).Should().BeTrue();
        (await RenewAsync(ended.Id, 0)).Should().BeNull();
    }

    [Fact]
    public async Task DataProtection_ReadsWhatAnEarlierProcessProtected()
    {
        var secret = _node.Get<IDataProtectionProvider>().CreateProtector("test").Protect("open sesame");
        await using var restarted = NewNode();

        restarted.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret).Should().Be("open sesame");
        _database.Count("data_protection_keys").Should().Be(1);
    }

    private Node NewNode() => new(
        _database,
        services => services.AddSingleton<TimeProvider>(_clock)
            .Configure<PasswordHasherOptions>(options => options.IterationCount = 1)
            .Configure<RateLimitOptions>(options =>
            {
                options.MaxRegistrations = 6;
                options.MaxFailuresPerName = MaxFailuresPerName;
            }));

    private Task<User> RegisterAsync(string name, string? address = null, Node? at = null) =>
        (at ?? _node).InScopeAsync<IAccounts, User>(accounts => accounts.RegisterAsync(name, Password, address, default));

    private Task<User?> CheckAsync(string name, string password, Node? at = null, string address = "192.0.2.1") =>
        (at ?? _node).InScopeAsync<IAccounts, User?>(accounts => accounts.CheckPasswordAsync(name, password, address, default));

    private Task<Session> OpenAsync() => _node.InScopeAsync<IAccounts, Session>(
        accounts => accounts.BeginSessionAsync(new User(TestDatabase.Ada, "ada"), TimeSpan.FromDays(14), default));

    private Task<(User User, Session Session)?> RenewAsync(Guid id, int generation, Node? at = null) =>
        (at ?? _node).InScopeAsync<IAccounts, (User, Session)?>(
            accounts => accounts.RenewSessionAsync(id, generation, TimeSpan.FromDays(14), default));

    private Task<bool> IsLiveAsync(Guid id) => _node.InScopeAsync<IAccounts, bool>(accounts => accounts.IsLiveAsync(id, default).AsTask());
}
