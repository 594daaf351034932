using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Domain.Boards;
using Dots.Infrastructure.Data.Entities;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data;

/// <summary>
/// The one database of a site. It holds content, accounts and the event log, so that a change and its event are committed together.
/// </summary>
public class DotsDbContext : IdentityUserContext<Account, long>, IDotsDbContext, IDataProtectionKeyContext
{
    public DotsDbContext(DbContextOptions<DotsDbContext> options)
        : base(options) => DisableSavepoints();

    /// <summary>For a context with the same model on another kind of database, with separate migrations.</summary>
    protected DotsDbContext(DbContextOptions options)
        : base(options) => DisableSavepoints();

    public DbSet<Board> Boards => Set<Board>();

    public DbSet<Path> Paths => Set<Path>();

    public DbSet<Solve> Solves => Set<Solve>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Participant> Participants => Set<Participant>();

    public DbSet<PresenceLease> PresenceLeases => Set<PresenceLease>();

    public DbSet<ActivityFile> Files => Set<ActivityFile>();

    internal DbSet<UserSession> Sessions => Set<UserSession>();

    internal DbSet<IssuedTicket> Tickets => Set<IssuedTicket>();

    internal DbSet<SignInFailures> SignInFailures => Set<SignInFailures>();

    internal DbSet<Registrations> Registrations => Set<Registrations>();

    /// <summary>The keys that protect tokens and cookies, so that these outlive the process and are valid on every node.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Stored as UTC ticks, because SQLite cannot compare times with an offset.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(DotsDbContext).Assembly);
        builder.UseSnakeCaseNames();
    }

    // A transaction commits completely or is rolled back completely, so each save's savepoint would be a wasted round trip. If the client
    // aborts during one, Entity Framework also logs an error.
    private void DisableSavepoints() => Database.AutoSavepointsEnabled = false;
}
