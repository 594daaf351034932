using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using FluentValidation.Results;
using FluentValidation;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.Controllers;

/// <summary>Accounts: tokens for programs, a cookie for the browser.</summary>
[ApiController]
[Route("api/auth")]
public sealed class AuthController(IAccounts accounts) : ControllerBase
{
    /// <summary>Hashing is slow by design, and its cost grows with the password's length.</summary>
    internal const int MaxPasswordLength = 256;

    /// <summary>A user name and a password.</summary>
    public sealed record Credentials(string? Username, string? Password);

    /// <summary>The refresh token from the last sign-in or refresh; it can be used once.</summary>
    public sealed record RefreshRequest(string? RefreshToken);

    /// <summary>The caller and their privileges.</summary>
    /// <param name="Id">The account's number.</param>
    /// <param name="Username">The account's name.</param>
    /// <param name="IsAdministrator">Named by the operator as an administrator, who may send alerts.</param>
    public sealed record CallerDto(long Id, string Username, bool IsAdministrator);

    private string Address => ClientAddress.KeyOf(HttpContext.Connection.RemoteIpAddress).ToString();

    /// <summary>Creates an account.</summary>
    [HttpPost("register")]
    [EnableRateLimiting(RateLimits.Register)]
    [ProducesResponseType<User>(StatusCodes.Status201Created)]
    [ProblemResponse(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> Register(
        Credentials request, [FromServices] IAdministrators administrators, CancellationToken cancellationToken)
    {
        var (username, password) = Read(request);
        if (administrators.Contains(username))
        {
            // Whether or not the account exists yet: the operator creates it, see AdministratorAccounts.
            throw new ConflictException($"The name {username} is taken.");
        }

        return Created("/api/auth/me", await accounts.RegisterAsync(username, password, Address, cancellationToken));
    }

    /// <summary>Signs in with tokens, or with a session cookie (<c>?cookie=true</c>).</summary>
    [HttpPost("login")]
    [EnableRateLimiting(RateLimits.SignIn)]
    [ProducesResponseType<TokenPair>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProblemResponse(StatusCodes.Status401Unauthorized)]
    public async Task<IActionResult> Login(
        Credentials request, [FromServices] Tokens tokens, [FromQuery] bool cookie = false, CancellationToken cancellationToken = default)
    {
        var (username, password) = Read(request);
        var user = await accounts.CheckPasswordAsync(username, password, Address, cancellationToken);
        if (user is null)
        {
            return Problem(statusCode: StatusCodes.Status401Unauthorized, detail: "Wrong user name or password.");
        }

        var session = await accounts.BeginSessionAsync(user, tokens.RefreshLifetime, cancellationToken);
        if (!cookie)
        {
            return Ok(tokens.Mint(user, session));
        }

        await HttpContext.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            SessionPrincipal.Create(user, session, CookieAuthenticationDefaults.AuthenticationScheme),
            new AuthenticationProperties { IsPersistent = true });
        return NoContent();
    }

    /// <summary>Exchanges a refresh token for new tokens.</summary>
    [HttpPost("refresh")]
    [EnableRateLimiting(RateLimits.SignIn)]
    [ProducesResponseType<TokenPair>(StatusCodes.Status200OK)]
    [ProblemResponse(StatusCodes.Status401Unauthorized)]
    public async Task<IActionResult> Refresh(RefreshRequest request, [FromServices] Tokens tokens, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.RefreshToken))
        {
            throw new ValidationException([new ValidationFailure("refresh_token", "Required.")]);
        }

        var renewed = tokens.ReadRefreshToken(request.RefreshToken) is { } session
            ? await accounts.RenewSessionAsync(session.Id, session.Generation, tokens.RefreshLifetime, cancellationToken)
            : null;
        return renewed is { } now
            ? Ok(tokens.Mint(now.User, now.Session))
            : Problem(statusCode: StatusCodes.Status401Unauthorized, detail: "The refresh token is invalid or has expired.");
    }

    /// <summary>Ends the session that the token or cookie belongs to.</summary>
    [HttpPost("logout")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProblemResponse(StatusCodes.Status401Unauthorized)]
    public async Task<IActionResult> Logout(CancellationToken cancellationToken)
    {
        _ = HttpContext.GetCallerWithoutConnection().Required;
        await accounts.EndSessionAsync(SessionPrincipal.SessionOf(User)!.Id, cancellationToken);
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return NoContent();
    }

    /// <summary>The signed-in user.</summary>
    [HttpGet("me")]
    [ProducesResponseType<CallerDto>(StatusCodes.Status200OK)]
    [ProblemResponse(StatusCodes.Status401Unauthorized)]
    public CallerDto Me([FromServices] IAdministrators administrators)
    {
        var user = HttpContext.GetCallerWithoutConnection().Required;
        return new CallerDto(user.Id, user.Username, administrators.Contains(user));
    }

    private static (string Username, string Password) Read(Credentials request)
    {
        var failures = new List<ValidationFailure>();
        if (string.IsNullOrWhiteSpace(request.Username))
        {
            failures.Add(new ValidationFailure("username", "Required."));
        }

        if (request.Password is not { Length: > 0 and <= MaxPasswordLength })
        {
            failures.Add(new ValidationFailure("password", $"Required, at most {MaxPasswordLength} characters."));
        }

        return failures.Count == 0 ? (request.Username!, request.Password!) : throw new ValidationException(failures);
    }
}
