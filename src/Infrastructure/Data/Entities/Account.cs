using Microsoft.AspNetCore.Identity;

namespace Dots.Infrastructure.Data.Entities;

/// <summary>Somebody who may sign in.</summary>
public sealed class Account : IdentityUser<long>;
