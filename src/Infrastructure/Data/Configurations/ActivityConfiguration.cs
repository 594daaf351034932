using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("activities");
        builder.HasKey(activity => activity.Number);
        builder.HasIndex(activity => activity.Id).IsUnique();

        // Has everything that a user's quotas add up: SQLite would read each document to the end to reach the last column of its row.
        builder.HasIndex(activity => new { activity.OwnerId, activity.IsTombstone, activity.StoredBytes });
        builder.Ignore(activity => activity.Content);
        builder.Property(activity => activity.Hash).HasMaxLength(64);
        builder.Property(activity => activity.Revision).IsConcurrencyToken();
        builder.Property<string?>(NameFolding.ColumnOfActivityName);
        builder.HasIndex(NameFolding.ColumnOfActivityName);
        builder.Property(activity => activity.IsTombstone).HasColumnName("is_buried");
        builder.HasQueryFilter(activity => !activity.IsTombstone);

        builder.HasOne<Account>().WithMany().HasForeignKey(activity => activity.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.OwnsMany(activity => activity.Members, members =>
        {
            members.ToTable("activity_members");
            members.WithOwner().HasForeignKey("ActivityNumber");
            members.HasKey("ActivityNumber", nameof(ActivityMember.UserId));
            members.Property(member => member.UserId).ValueGeneratedNever();
            members.HasOne<Account>().WithMany().HasForeignKey(member => member.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Navigation(activity => activity.Members).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
