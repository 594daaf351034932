using Microsoft.AspNetCore.Identity;

namespace Dots.Infrastructure.Identity;

/// <summary>Somebody who may sign in.</summary>
public sealed class Account : IdentityUser<long>;
