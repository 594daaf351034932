using Dots.Infrastructure.Data.Entities;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(session => session.ExpiresAt);
    }
}

internal sealed class IssuedTicketConfiguration : IEntityTypeConfiguration<IssuedTicket>
{
    public void Configure(EntityTypeBuilder<IssuedTicket> builder)
    {
        builder.ToTable("stream_tickets");
        builder.HasKey(ticket => ticket.Hash);
        builder.Property(ticket => ticket.Hash).HasMaxLength(64);
        builder.HasOne<UserSession>().WithMany().HasForeignKey(ticket => ticket.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(ticket => ticket.ExpiresAt);
    }
}

internal sealed class SignInFailuresConfiguration : IEntityTypeConfiguration<SignInFailures>
{
    public void Configure(EntityTypeBuilder<SignInFailures> builder)
    {
        builder.ToTable("sign_in_failures");
        builder.HasKey(failures => failures.NameKey);
        builder.Property(failures => failures.NameKey).HasMaxLength(64);
        builder.HasIndex(failures => failures.ForgottenAt);
    }
}

internal sealed class RegistrationsConfiguration : IEntityTypeConfiguration<Registrations>
{
    public void Configure(EntityTypeBuilder<Registrations> builder)
    {
        builder.ToTable("registrations");
        builder.HasKey(registrations => registrations.Address);
        builder.Property(registrations => registrations.Address).HasMaxLength(64);
        builder.HasIndex(registrations => registrations.ForgottenAt);
    }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("data_protection_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Xml).IsRequired();

        // A key's name is also in its XML, so the table has no column for it.
        builder.Ignore(key => key.FriendlyName);
    }
}
