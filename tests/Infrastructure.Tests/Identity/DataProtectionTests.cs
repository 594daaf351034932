using System.Security.Cryptography;
using Dots.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Tests.Identity;

public sealed class DataProtectionTests : IDisposable
{
    // Written by the key store that Microsoft.AspNetCore.DataProtection.EntityFrameworkCore replaced: XML without a friendly name.
    private const string Key =
        """
        <key id="399e7207-b055-4b60-bb21-e66842c5fd00" version="1"><creationDate>2026-11-28T07:49:01.4428082Z</creationDate><activationDate>2026-11-28T07:49:01.4428082Z</activationDate><expirationDate>2027-02-26T07:49:01.4428082Z</expirationDate><descriptor deserializerType="Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel.AuthenticatedEncryptorDescriptorDeserializer, Microsoft.AspNetCore.DataProtection, Version=10.0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60"><descriptor><encryption algorithm="AES_256_CBC" /><validation algorithm="HMACSHA256" /><masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection"><!-- Warning: the key below is in an unencrypted form. --><value>aYbBlHc8q2TzJ6VNhZhYezGKUrq4eDVEWYkSHQw9yQSl10Byxfvm4EOHTKbyh1wSeEkbuGjSt+YPyVTNBvsV/g==</value></masterKey></descriptor></descriptor></key>
        """;

    private const string Token =
        "CfDJ8AdynjlVsGBLuyHmaELF_QDHnwmAh6yoicMw2oL-H_hnWCqBxwpXZ-vqBc6xLqHoYF6HjhDVm5RsaQBKJvbL8HYWjHrAeIE8430X6xtPLw3ULsQPcZtawbsDA_YBj6X1WEss7LFyGGi5irJxpNU3i488uqm0aQt31LLk3E2Af9w_";

    private readonly TestDatabase _database = TestDatabase.Create();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Unprotect_Succeeds_WhenTheKeyPredatesTheLibrary()
    {
        await using (var connection = _database.Open())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO data_protection_keys (xml) VALUES ('{Key}')";
            await command.ExecuteNonQueryAsync();
        }

        await using var node = new Node(_database);

        ProtectorOf(node).Unprotect(Token).Should().Be("made with an older version's key");
    }

    [Fact]
    public async Task Unprotect_Throws_WhenTheKeyIsMissing()
    {
        await using var node = new Node(_database);

        ProtectorOf(node).Invoking(protector => protector.Unprotect(Token)).Should().Throw<CryptographicException>();
    }

    [Fact]
    public async Task Unprotect_Succeeds_WhenAnotherNodeProtectedTheToken()
    {
        await using var one = new Node(_database);
        var token = ProtectorOf(one).Protect("hello");
        await using var other = new Node(_database);

        ProtectorOf(other).Unprotect(token).Should().Be("hello");
        (await other.InScopeAsync<DotsDbContext, int>(db => db.DataProtectionKeys.CountAsync())).Should().Be(1);
    }

    private static IDataProtector ProtectorOf(Node node) => node.Get<IDataProtectionProvider>().CreateProtector("Dots.Tests");
}
