import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

// One class for the table and for the GraphQL type, as tutorials of the two libraries write them.

const schema = 'lienthong';
const money = { type: 'bigint', transformer: { from: Number, to: String } } as const;

@ObjectType()
@Entity({ schema, name: 'resident' })
export class Resident {
  @PrimaryColumn('text', { name: 'personal_id' }) personalId!: string;
  @Field(() => String) @Column('text', { name: 'full_name' }) fullName!: string;
  @Field(() => String) @Column('text', { name: 'date_of_birth' }) dateOfBirth!: string;
  @Field(() => String) @Column('text') sex!: string;
}

@Entity({ schema, name: 'identifier' })
export class Identifier {
  @PrimaryColumn('text') identifier!: string;
  @PrimaryColumn('text') kind!: string;
  @ManyToOne(() => Resident) @JoinColumn({ name: 'personal_id' }) resident!: Resident;
}

@ObjectType()
@Entity({ schema, name: 'residence' })
export class Residence {
  @PrimaryColumn('text', { name: 'personal_id' }) personalId!: string;
  @PrimaryColumn('text') kind!: string;
  @Field(() => String) @Column('text', { name: 'address_line' }) addressLine!: string;
  @Field(() => String) @Column('text', { name: 'unit_code' }) unitCode!: string;
  @Field(() => String) @Column('date', { name: 'unit_valid_from' }) unitValidFrom!: string;
}

@ObjectType()
export class Period {
  @Field(() => String) startOn!: string;
  @Field(() => String, { nullable: true }) endOn!: string | null;
}

@ObjectType()
@Entity({ schema, name: 'coverage' })
export class Coverage {
  @Field(() => String) @PrimaryColumn('text', { name: 'card_number' }) cardNumber!: string;
  @PrimaryColumn('date', { name: 'start_on' }) startOn!: string;
  @Column('text', { name: 'personal_id', nullable: true }) personalId!: string;
  @Field(() => Int) @Column('int', { name: 'benefit_level' }) benefitLevel!: number;
  @Field(() => String) @Column('text') status!: string;
  @Field(() => String, { nullable: true })
  @Column('text', { name: 'initial_facility', nullable: true })
  initialFacility!: string | null;
  @Column('date', { name: 'end_on', nullable: true }) endOn!: string | null;
}

@ObjectType()
@Entity({ schema, name: 'school' })
export class School {
  @PrimaryColumn('text') code!: string;
  @Field(() => String) @Column('text') name!: string;
}

@ObjectType()
@Entity({ schema, name: 'enrolment' })
export class Enrolment {
  @PrimaryColumn('text', { name: 'enrolment_id' }) enrolmentId!: string;
  @Column('text', { name: 'school_code' }) schoolCode!: string;
  @Column('text', { name: 'personal_id', nullable: true }) personalId!: string | null;
  @Field(() => String, { nullable: true })
  @Column('text', { name: 'moet_code', nullable: true })
  moetCode!: string | null;
  @Field(() => String) @Column('text', { name: 'school_year' }) schoolYear!: string;
  @Field(() => String) @Column('text', { name: 'class_name' }) className!: string;
  @Field(() => String) @Column('text') status!: string;
}

@ObjectType()
export class SchoolClass {
  @Field(() => Int) totalCount!: number;
  @Field(() => [Enrolment]) nodes!: Enrolment[];
}

@ObjectType()
@Entity({ schema, name: 'fee' })
export class Fee {
  @Field(() => String) @PrimaryColumn('text', { name: 'fee_id' }) feeId!: string;
  @Column('text', { name: 'enrolment_id' }) enrolmentId!: string;
  @Field(() => String) @Column('text', { name: 'item_name' }) itemName!: string;
  @Field(() => String) @Column('text') period!: string;
  @Field(() => Float) @Column({ name: 'amount_due', ...money }) amountDue!: number;
  @Column({ name: 'amount_exempt', ...money }) amountExempt!: number;
  @Field(() => Float) @Column({ name: 'amount_paid', ...money }) amountPaid!: number;
  @Column('date', { name: 'due_on' }) dueOn!: string;
}

@ObjectType()
@Entity({ schema, name: 'member' })
export class Membership {
  @Field(() => String) @PrimaryColumn('text', { name: 'sector_no' }) sectorNo!: string;
  @Column('text', { name: 'personal_id', nullable: true }) personalId!: string;
  @Field(() => String) @Column('text') status!: string;
  @Field(() => String) @Column('text', { name: 'province_code' }) provinceCode!: string;
  @Field(() => String, { nullable: true })
  @Column('date', { name: 'joined_on', nullable: true })
  joinedOn!: string | null;
  @Field(() => Int) @Column('int', { name: 'months_contributed' }) monthsContributed!: number;
}

/** Who looked at what, a row a request. */
@Entity({ schema: 'audit', name: 'look' })
export class Look {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') caller!: string;
  @Column('text') operation!: string;
  @Column('text') subject!: string;
  @Column('text') purpose!: string;
  @Column('text', { name: 'request_id' }) requestId!: string;
}
