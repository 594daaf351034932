using System.Reflection;
using System.Reflection.Emit;

namespace Dots.Architecture.Tests;

/// <summary>What the code of a type names, method bodies included: signatures alone would miss a call.</summary>
internal static class CodeReferences
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>
    /// The types of an assembly as they are written: what the compiler made for lambdas and async methods counts as its maker's.
    /// </summary>
    public static IEnumerable<IGrouping<Type, Type>> WrittenTypes(Assembly assembly) => assembly.GetTypes().GroupBy(Outermost);

    /// <summary>The methods, fields and types that a type names anywhere.</summary>
    public static IEnumerable<MemberInfo> MembersNamedBy(Type type) =>
        BasesOf(type)
            .Concat(type.GetFields(All).SelectMany(field => PartsOf(field.FieldType)))
            .Concat(type.GetMethods(All).SelectMany(method => PartsOf(method.ReturnType)))
            .Concat(type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(MembersNamedBy));

    public static IEnumerable<Assembly> AssembliesNamedBy(Type type) =>
        MembersNamedBy(type).Select(member => member.Module.Assembly).Distinct();

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<MemberInfo> BasesOf(Type type) =>
        type.GetInterfaces().Append(type.BaseType ?? typeof(object)).SelectMany(PartsOf);

    private static IEnumerable<MemberInfo> MembersNamedBy(MethodBase method)
    {
        var signature = method.GetParameters().SelectMany(parameter => PartsOf(parameter.ParameterType));
        var body = method.GetMethodBody();
        return body is null
            ? signature
            : signature
                .Concat(body.LocalVariables.SelectMany(local => PartsOf(local.LocalType)))
                .Concat(TokensOf(body.GetILAsByteArray()!).SelectMany(token => Resolve(method, token)));
    }

    private static IEnumerable<MemberInfo> Resolve(MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var member = method.Module.ResolveMember(token, typeArguments, methodArguments)!;
        var arguments = member is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [];
        return PartsOf(member as Type ?? member.DeclaringType!).Append(member).Concat(arguments.SelectMany(PartsOf));
    }

    private static IEnumerable<MemberInfo> PartsOf(Type type) =>
        type.HasElementType ? PartsOf(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(PartsOf).Append(type)
        : [type];

    private static IEnumerable<int> TokensOf(byte[] il)
    {
        for (var i = 0; i < il.Length;)
        {
            var first = il[i++];
            var code = OpCodesByValue[first == 0xFE ? (short)(0xFE00 | il[i++]) : first];
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(il, i);
            }

            i += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, i)),
                _ => 4,
            };
        }
    }
}
