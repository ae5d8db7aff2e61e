import { Field, Int, ObjectType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RejectReason } from '../record-row.js';
import type { FilePreview, UnderstoodRow } from './file-preview.js';
import { MappedColumnEnum } from './run-types.js';

@ObjectType({ description: 'Which header of a file is which column. / Cột của tệp.' })
@Guarded('reconciliation:run')
export class ReconciliationFileColumn {
  @Field(() => MappedColumnEnum, { description: 'Our column. / Cột của hệ thống.' })
  column!: keyof typeof MappedColumnEnum;
  @Field(() => String, { nullable: true, description: 'As read; null: not there. / Tiêu đề đang dùng.' })
  header!: string | null;
  @Field(() => String, { nullable: true, description: 'What may be meant by it. / Tiêu đề gợi ý.' })
  suggested!: string | null;
}

@ObjectType({ description: 'Rows set aside for a reason. / Số dòng bị loại theo lý do.' })
@Guarded('reconciliation:run')
export class ReconciliationFileReject {
  @Field(() => String, { description: '`TOO_FEW_CELLS`. / Lý do.' })
  reason!: RejectReason;
  @Field(() => Int, { description: 'Rows. / Số dòng.' })
  rows!: number;
}

@ObjectType({ description: 'A row of a file as it would be compared. / Một dòng như hệ thống hiểu.' })
@Guarded('reconciliation:run')
export class ReconciliationFileRow implements UnderstoodRow {
  @Field(() => Int, { description: 'Line; the header is 1. / Dòng.' })
  line!: number;
  @Field(() => String, { description: 'The sector’s number. / Mã số hồ sơ.' })
  sectorNo!: string;
  @Field(() => String, { nullable: true, description: 'Twelve digits. / Số định danh.' })
  personalId!: string | null;
  @Field(() => String, { nullable: true, description: 'CMND. / Số CMND.' })
  oldIdNumber!: string | null;
  @Field(() => String, { description: 'In Unicode. / Họ và tên.' })
  fullName!: string;
  @Field(() => String, { nullable: true, description: '1990-08-22, 1990-08, 1990. / Ngày sinh.' })
  dateOfBirth!: string | null;
  @Field(() => String, { description: 'As written. / Giới tính.' })
  sex!: string;
  @Field(() => String, { description: 'As written. / Địa chỉ.' })
  address!: string;
}

@ObjectType({ description: 'How a file that was sent in would be read. / Cách hệ thống đọc tệp đã gửi.' })
@Guarded('reconciliation:run')
export class ReconciliationFile implements Omit<FilePreview, 'refusal'> {
  @Field(() => String, { description: 'As it was sent in. / Tên tệp.' })
  name!: string;
  @Field(() => Int, { description: 'Kilobytes that have come. / Dung lượng đã nhận (kB).' })
  kilobytes!: number;
  @Field(() => String, { nullable: true, description: 'Recognised charset. / Bảng mã.' })
  charset!: string | null;
  @Field(() => String, { nullable: true, description: 'Font encoding of its names. / Phông chữ cũ.' })
  letters!: string | null;
  @Field(() => String, { nullable: true, description: 'Between cells. / Dấu phân cách.' })
  delimiter!: string | null;
  @Field(() => String, { nullable: true, description: 'Of a workbook. / Trang tính.' })
  sheet!: string | null;
  @Field(() => [String], { description: 'None where the first row names none. / Tên các cột.' })
  header!: readonly string[];
  @Field(() => [ReconciliationFileColumn], { description: 'Which is which. / Cột nào là cột nào.' })
  columns!: ReconciliationFileColumn[];
  @Field(() => Int, { description: 'Rows tried, the first thousand. / Số dòng đọc thử.' })
  tried!: number;
  @Field(() => Int, { description: 'Of them readable. / Số dòng đọc được.' })
  readable!: number;
  @Field(() => [ReconciliationFileReject], { description: 'Of them set aside. / Số dòng bị loại.' })
  rejected!: ReconciliationFileReject[];
  @Field(() => [ReconciliationFileRow], { description: 'The first five. / Năm dòng đầu.' })
  first!: ReconciliationFileRow[];
  @Field(() => String, { nullable: true, description: 'Why it is not read. / Vì sao không đọc được.' })
  refusal!: string | null;
  @Field(() => String, { nullable: true, description: 'The same for machines. / Mã lý do.' })
  refusalCode!: string | null;
}
