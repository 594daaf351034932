using Microsoft.AspNetCore.Identity;

namespace Dots.Infrastructure.Data.Entities;

/// <summary>A user account.</summary>
public sealed class Account : IdentityUser<long>;
