using Dots.Domain.Activities;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class ParticipantConfiguration : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("participants");
        builder.HasKey(participant => new { participant.ActivityId, participant.UserId });
        builder.HasOne<Account>().WithMany().HasForeignKey(participant => participant.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(participant => participant.LeavesAt);
    }
}

internal sealed class PresenceLeaseConfiguration : IEntityTypeConfiguration<PresenceLease>
{
    public void Configure(EntityTypeBuilder<PresenceLease> builder)
    {
        builder.ToTable("open_sockets");
        builder.HasKey(lease => lease.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(lease => lease.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(lease => new { lease.ActivityId, lease.UserId });
        builder.HasIndex(lease => lease.SeenAt);
    }
}
